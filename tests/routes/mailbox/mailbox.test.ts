import { connect } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD, newAddress } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const company = await cabinet.company({ name: 'ТОО «Көктем»' })
const invited = await cabinet.invited(company)
const [{ id } = { id: 0 }] = await cabinet.lettersTo(invited.email)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const PAGES = [
  '/mailbox',
  `/mailbox/${id}`,
  `/mailbox/${id}/body`,
  '/mailbox/templates',
  '/mailbox/templates/invitation/kk',
]

describe('the local mailbox', () => {
  test('lists letters, and shows one with its link as a page and as text', async () => {
    const list = await app.get('/mailbox')
    await expect(list).toShow(invited.email)
    expect(await list.text()).toContain(`href="/mailbox/${id}"`)
    const letter = await (await app.get(`/mailbox/${id}`)).text()
    expect(letter).toContain(`href="http://cabinet.test/invitation/${invited.token}"`)
    expect(letter).toContain(`src="/mailbox/${id}/body"`)
    const body = await (await app.get(`/mailbox/${id}/body`)).text()
    expect(body).toContain(`href="http://cabinet.test/invitation/${invited.token}"`)
    expect(body).toContain('ТОО «Көктем»')
  })

  test('the link in it leads to an account, and opening the letter changed nothing', async () => {
    const guest = await cabinet.invited(company)
    const [{ id } = { id: 0 }] = await cabinet.lettersTo(guest.email)
    const page = await (await app.get(`/mailbox/${id}`)).text()
    const [, path] = /href="http:\/\/cabinet\.test(\/invitation\/[^"]+)"/.exec(page) ?? []
    const visitor = app.visitor()
    const fields = { password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD }
    expect(await visitor.post(path ?? '', fields)).toRedirectTo('/')
  })

  test('shows every template in three languages', async () => {
    const gallery = await (await app.get('/mailbox/templates')).text()
    const frames = [...gallery.matchAll(/src="(\/mailbox\/templates\/[a-z_]+\/(?:en|ru|kk))"/g)].map(
      ([, src]) => src ?? '',
    )
    expect(frames.length).toBeGreaterThanOrEqual(27)
    for (const src of frames) await expect(await app.get(src)).toShow('QAZAQ OIL')
    expect((await app.get('/mailbox/templates/invitation/de')).status).toBe(404)
    expect((await app.get('/mailbox/templates/nothing/ru')).status).toBe(404)
  })

  test.each(['/mailbox/999999', '/mailbox/999999/body', '/mailbox/abc', '/mailbox/-1/body'])(
    '%s is not there',
    async (path) => {
      expect((await app.get(path)).status).toBe(404)
    },
  )

  test('security 21: a letter stands in our own frame only, sandboxed, and runs, loads and sends nothing', async () => {
    for (const path of [`/mailbox/${id}/body`, '/mailbox/templates/invitation/ru']) {
      const { headers } = await app.get(path)
      const policy = headers.get('Content-Security-Policy') ?? ''
      expect(policy).toMatch(
        /^default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox( allow-popups allow-popups-to-escape-sandbox)?$/,
      )
      expect(headers.get('Cache-Control')).toBe('no-store')
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
    }
    const { headers } = await app.get('/mailbox')
    expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })

  test.each([
    ['X-Forwarded-For', '203.0.113.9'],
    ['X-Real-IP', '203.0.113.9'],
    ['Forwarded', 'for=203.0.113.9'],
    ['Via', '1.1 proxy'],
    ['X-Forwarded-Host', 'cabinet.test'],
  ])('security 1: through a proxy (%s) it is not there', async (name, value) => {
    for (const path of PAGES) {
      const response = await app.get(path, { headers: { [name]: value } })
      expect(response.status).toBe(404)
      expect(await response.text()).not.toContain(invited.email)
    }
  })

  test('security 1: a page of another site whose name leads to this machine gets nothing of it', async () => {
    for (const path of PAGES) {
      // Not under the name in PUBLIC_URL either, which a proxy that says nothing of itself would hand on.
      for (const Host of ['evil.test', 'evil.test:3000', 'localhost.evil.test', 'cabinet.test']) {
        const { status } = await app.get(path, { headers: { Host } })
        expect([path, Host, status]).toEqual([path, Host, 404])
      }
      for (const Host of ['localhost:3000', '127.0.0.1', '[::1]:3000', 'cabinet.localhost']) {
        const { status } = await app.get(path, { headers: { Host } })
        expect([path, Host, status]).toEqual([path, Host, 200])
      }
    }
  })

  test('security 1: a proxy that says nothing of itself, as nginx does unless told, is none who sits here', async () => {
    for (const path of PAGES) {
      const answer = await new Promise<string>((resolve, reject) => {
        const socket = connect(app.port, '127.0.0.1', () =>
          socket.write(`GET ${path} HTTP/1.0\r\nHost: 127.0.0.1:3000\r\nConnection: close\r\n\r\n`),
        )
        let text = ''
        socket.on('data', (chunk) => {
          text += chunk
        })
        socket.once('close', () => resolve(text))
        socket.once('error', reject)
      })
      expect(answer).toMatch(/^HTTP\/1\.1 404 /)
      expect(answer).not.toContain(invited.email)
    }
  })

  test('security 1: where a provider is set there is none, whoever asks', async () => {
    const sending = await startApp(cabinet, { settings: { localMailbox: false } })
    const staff = sending.as(await cabinet.staff('administrator', newAddress()))
    for (const path of PAGES) {
      expect((await sending.get(path)).status).toBe(404)
      expect((await staff.get(path)).status).toBe(404)
    }
    await sending.stop()
  })
})
