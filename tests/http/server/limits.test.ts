import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { readFields } from '#app/http/forms/submit.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD, newAddress, newBin } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

const cabinet = await createCabinet()
let acted = 0
const site = await siteOfSources({
  'test-form': {
    action: async ({ request }) => {
      acted++
      return { fields: await readFields(request) }
    },
    default: () => null,
  },
})
const app = await startApp(cabinet, { site })
const limited = await startApp(cabinet, { settings: { rateLimitFactor: 1 } })

afterAll(async () => {
  await app.stop()
  await limited.stop()
  await cabinet.destroy()
})

describe('security 20: how often', () => {
  const bad = { email: 'nobody@example.kz', password: 'a wrong password' }

  test('security 20: ten bad passwords a minute an address, then 429 that says when, and keeps what was typed', async () => {
    const visitor = limited.visitor()
    const tries: Response[] = []
    for (let n = 0; n < 12; n++) {
      tries.push(
        await visitor.post('/sign-in', { ...bad, email: `nobody-${n}@example.kz` }, { from: '127.0.0.9' }),
      )
    }
    expect(tries.map(({ status }) => status)).toEqual([...Array(10).fill(400), 429, 429])
    const last = tries.at(-1) as Response
    await expect(last).toShow('Слишком много попыток', 429)
    expect(Number(last.headers.get('Retry-After'))).toBeGreaterThan(0)
    expect(Number(last.headers.get('Retry-After'))).toBeLessThanOrEqual(120)
    const html = await last.text()
    expect(html).toContain('value="nobody-11@example.kz"')
    expect(html).not.toContain(bad.password)
    // The right password of somebody in the same office waits as well; somebody elsewhere does not.
    const { email } = await cabinet.client(await cabinet.company())
    const right = { email, password: GOOD_PASSWORD }
    expect((await limited.visitor().post('/sign-in', right, { from: '127.0.0.9' })).status).toBe(429)
    expect(await limited.visitor().post('/sign-in', right, { from: '127.0.0.10' })).toRedirectTo('/')
  })

  test('security 20: the page of the form’s own script gets the same answer as data', async () => {
    const from = '127.0.0.11'
    for (let n = 0; n < 10; n++) await limited.post('/sign-in', { ...bad, email: newAddress() }, { from })
    const answer = await limited.post('/sign-in.data', bad, { from })
    expect(answer.status).toBe(429)
    expect(answer.headers.get('Retry-After')).not.toBeNull()
    expect(await answer.text()).toContain('too_many_requests')
  })

  test.each([
    ['/forgot-password', '127.0.0.21'],
    ['/resend-instructions', '127.0.0.22'],
  ])('security 20: twenty forms of e-mail a minute an address: %s', async (path, from) => {
    const statuses: number[] = []
    for (let n = 0; n < 22; n++) {
      statuses.push((await limited.post(path, { email: newAddress('limit') }, { from })).status)
    }
    expect(statuses.slice(0, 20).every((status) => status < 400)).toBe(true)
    expect(statuses.slice(20)).toEqual([429, 429])
  })

  test('security 20: twenty posts of a link a minute an address', async () => {
    const path = `/set-password/${'a'.repeat(43)}`
    const fields = { password: GOOD_PASSWORD, passwordConfirmation: GOOD_PASSWORD }
    const statuses: number[] = []
    for (let n = 0; n < 22; n++)
      statuses.push((await limited.post(path, fields, { from: '127.0.0.23' })).status)
    expect(statuses.slice(0, 20).every((status) => status === 410)).toBe(true)
    expect(statuses.slice(20)).toEqual([429, 429])
  })

  test('security 20: another spelling of the address of a page is the same page', async () => {
    const statuses: number[] = []
    for (const path of [
      '/SIGN-IN',
      '/sign%2Din',
      '/sign-in/',
      '//sign-in',
      '/x/../sign-in',
      '/sign-in?x',
      '/sign-in.data',
    ]) {
      for (let n = 0; n < 2; n++)
        statuses.push(
          (await limited.post(path, { ...bad, email: newAddress() }, { from: '127.0.0.24' })).status,
        )
    }
    expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(10)
  })
})

describe('security 20: how many at once', () => {
  test('security 20: more at once than can be served are told to come back', async () => {
    const { inFlight } = app.web
    const others = Array.from({ length: 1_001 }, () => ({ req: { method: 'GET' } }) as ServerResponse)
    for (const other of others) inFlight.add(other)
    const answer = await app.get('/sign-in')
    await expect(answer).toShow('Кабинет сейчас перегружен', 503)
    expect(answer.headers.get('Retry-After')).toBe('5')
    expect((await app.get('/healthz')).status).toBe(200)
    for (const other of others) inFlight.delete(other)
    expect((await app.get('/sign-in')).status).toBe(200)
  })
})

describe('security 20: how much', () => {
  test('security 20: a form beyond 64 KB is refused before anything is done, and what was typed comes back', async () => {
    const before = acted
    const answer = await app.post('/registration', {
      contactName: 'Айгүл Сәрсенова',
      comment: 'a'.repeat(70_000),
    })
    await expect(answer).toShow('Слишком много данных', 413)
    expect(await answer.text()).toContain('value="Айгүл Сәрсенова"')
    expect((await app.post('/test-form', { text: 'a'.repeat(70_000) })).status).toBe(413)
    expect(acted).toBe(before)
  })

  test('security 20: the address of a button, which has no page of its own, refuses in words too', async () => {
    for (const path of ['/sign-out', '/team/7/remove', '/admin/users/7/disable', '/profile/sessions/end']) {
      const answer = await app.post(path, { text: 'a'.repeat(70_000) })
      await expect(answer).toShow('Вы отправили больше данных, чем принимает эта страница', 413)
    }
  })

  test('security 20: a password of a megabyte is not hashed', async () => {
    const { email } = await cabinet.client(await cabinet.company())
    const answer = await app.post('/sign-in', { email, password: 'a'.repeat(1024 * 1024) })
    await expect(answer).toShow('Слишком много данных', 413)
    const guard = await cabinet.db
      .selectFrom('sign_in_guards')
      .selectAll()
      .where('failures', '>', 0)
      .execute()
    const before = guard.length
    await app.post('/sign-in', { email, password: 'a'.repeat(60_000) })
    expect(
      await cabinet.db.selectFrom('sign_in_guards').selectAll().where('failures', '>', 0).execute(),
    ).toHaveLength(before)
  })

  test('security 20: nor one of two hundred, with or without its length told beforehand', async () => {
    const before = acted
    const chunk = Buffer.alloc(1024 * 1024, 'a')
    async function* body() {
      for (let n = 0; n < 20; n++) yield chunk
    }
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const chunked = await app.send('/test-form', { method: 'POST', headers, body: body() })
    expect(chunked.status).toBe(413)
    const declared = { ...headers, 'Content-Length': 20 * chunk.length }
    expect((await app.send('/test-form', { method: 'POST', headers: declared, body: body() })).status).toBe(
      413,
    )
    expect(acted).toBe(before)
    // And the connection is of use afterwards.
    expect((await app.get('/sign-in')).status).toBe(200)
  })

  test('security 20: the refusal is in the language of the reader', async () => {
    const fields = { email: 'a'.repeat(70_000) }
    await expect(await app.visitor().in('en').post('/sign-in', fields)).toShow(
      'The form contains too much text',
      413,
    )
    await expect(await app.visitor().in('kk').post('/sign-in', fields)).toShow(
      'Бірден тым көп дерек жіберілді',
      413,
    )
  })

  test('security 20: a form that is cut off does nothing', async () => {
    const before = acted
    const socket = connect(app.port, '127.0.0.1')
    socket.write(
      'POST /test-form HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\n' +
        'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=a',
    )
    await sleep(100)
    socket.destroy()
    await expect.poll(() => app.logged.some((line) => line.includes('"aborted":true'))).toBe(true)
    expect(acted).toBe(before)
  })

  test.each([
    ['GET', `/sign-in?q=${'a'.repeat(8_200)}`, 414],
    ['GET', `/${'a'.repeat(8_200)}`, 414],
    ['GET', `/sign-in?q=${'a'.repeat(7_000)}`, 200],
    // Each segment costs Remix a look at the whole site map.
    ['GET', `/${'a/'.repeat(40)}`, 414],
    ['GET', `/${'a/'.repeat(2_000)}`, 414],
    ['GET', `/${'a/'.repeat(2_000)}x.data`, 414],
    ['POST', `/${'a/'.repeat(2_000)}`, 414],
    ['GET', `/${'a/'.repeat(20)}`, 404],
    ['GET', `/__manifest?version=test&p=${'%2Fa'.repeat(300)}`, 414],
    ['GET', `/__manifest?version=test&p=${'/a'.repeat(300)}`, 414],
    ['GET', '/__manifest?version=test&p=/admin/companies&p=/admin/users', 200],
  ])('security 20: an address has its length: %s', async (method, path, status) => {
    expect((await app.send(path, { method })).status).toBe(status)
  })
})

describe('security 10: a form is what a page of ours sends', () => {
  const form = (type: string, body: string) => ({ method: 'POST', headers: { 'Content-Type': type }, body })
  const urlencoded = 'application/x-www-form-urlencoded'

  test.each([
    ['JSON', form('application/json', '{"email":"a@b.kz"}')],
    ['plain text', form('text/plain', 'email=a@b.kz')],
    ['a field twice', form(urlencoded, 'email=a%40b.kz&email=c%40d.kz')],
    ['a list', form(urlencoded, 'email%5B%5D=a%40b.kz')],
    ['an object', form(urlencoded, 'email%5Bx%5D=a%40b.kz')],
    ['a field of the prototype', form(urlencoded, '__proto__=a%40b.kz')],
    ['a number', form(urlencoded, 'email=7')],
    ['nothing', form(urlencoded, '')],
    ['no body', { method: 'POST' }],
    [
      'broken parts',
      form('multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="email'),
    ],
    ['parts without a boundary', form('multipart/form-data', 'email=a@b.kz')],
  ])('security 10: %s is 400 and no letter', async (_what, request) => {
    const letters = () => cabinet.db.selectFrom('outbox').select('id').execute()
    const before = (await letters()).length
    for (const path of [
      '/forgot-password',
      '/resend-instructions',
      '/sign-in',
      '/registration',
      '/forgot-password.data',
    ]) {
      expect([path, (await app.send(path, request)).status]).toEqual([path, 400])
    }
    expect(await letters()).toHaveLength(before)
  })
})

describe('security 20: once', () => {
  test('security 20: the same form sent ten times at once has one effect and one answer', async () => {
    const visitor = app.visitor()
    const fields = {
      nonce: 'one-sending',
      bin: newBin(),
      companyName: 'ТОО «Бір рет»',
      contactName: 'Айгүл Сәрсенова',
      email: newAddress('once'),
      phone: '+7 701 123 45 67',
      city: 'Алматы',
      comment: '',
      consent: 'on',
    }
    const answers = await Promise.all(Array.from({ length: 10 }, () => visitor.post('/registration', fields)))
    const [first] = answers
    expect(first?.status).toBe(302)
    for (const answer of answers) expect(answer.headers.get('Location')).toBe(first?.headers.get('Location'))
    const requests = cabinet.db.selectFrom('access_requests').select('id').where('email', '=', fields.email)
    expect(await requests.execute()).toHaveLength(1)
    // Without JavaScript or with an old page a form has no nonce, and works.
    const { nonce: _nonce, ...bare } = { ...fields, email: newAddress('bare') }
    expect((await visitor.post('/registration', bare)).status).toBe(302)
  })
})
