import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const NEW_PASSWORD = 'совершенно новый пароль'
const renewed = { password: NEW_PASSWORD, passwordConfirmation: NEW_PASSWORD }

describe('forgot your password?', () => {
  test('security 13: from a block to the cabinet by the letter', async () => {
    const person = await cabinet.client(companyId)
    const browser = app.visitor()
    for (let attempt = 0; attempt < 3; attempt++) {
      await browser.post('/sign-in', { email: person.email, password: `неверный ${attempt}` })
    }
    expect(await browser.post('/forgot-password', { email: person.email })).toRedirectTo(
      '/forgot-password?sent=1',
    )
    await expect(cabinet).toHaveSent('password_reset', person.email)
    const token = await cabinet.tokenMailedTo(person.email)
    const clean = (await browser.get(`/set-password/${token}`)).headers.get('Location') ?? ''
    expect(clean).toMatch(/^\/set-password\/[\w-]{22}$/)
    await expect(await browser.get(clean)).toShow(person.email)
    expect(await browser.post(clean, renewed)).toRedirectTo('/sign-in')
    await expect(cabinet).toHaveSent('password_changed', person.email)
    await expect(
      await app.visitor().post('/sign-in', { email: person.email, password: person.password }),
    ).toShow('', 400)
    expect(await browser.post('/sign-in', { email: person.email, password: NEW_PASSWORD })).toRedirectTo('/')
    expect(await app.as(person).get('/profile')).toRedirectTo(/^\/sign-in/)
  })

  test.each(['/forgot-password', '/resend-instructions'])(
    '%s shows the address that was typed, with a way to change it',
    async (path) => {
      const browser = app.visitor()
      const email = newAddress('typed')
      expect(await browser.post(path, { email })).toRedirectTo(`${path}?sent=1`)
      expect(await (await browser.get(`${path}?sent=1`)).text()).toContain(`<strong>${email}</strong>`)
      expect(await (await browser.get(path)).text()).toContain(`value="${email}"`)
      expect(await (await app.visitor().get(`${path}?sent=1`)).text()).not.toContain(email)
    },
  )

  test('a refused sign-in hands the address on to "Forgot your password?"', async () => {
    const browser = app.visitor()
    const email = newAddress('typed')
    const refused = await browser.post('/sign-in', { email, password: 'неверный' })
    const [, href = ''] = /href="(\/forgot-password\?[^"]*)"/.exec(await refused.text()) ?? []
    expect(await (await browser.get(href)).text()).toContain(`value="${email}"`)
    const nonsense = await (await browser.get('/forgot-password?email=%22%3E%3Cb%3E')).text()
    expect(/<input[^>]*name="email"[^>]*>/.exec(nonsense)?.[0]).not.toContain('&gt;')
  })

  test('security 12: asking changes nothing, the old password works', async () => {
    const person = await cabinet.client(companyId)
    await app.visitor().post('/forgot-password', { email: person.email })
    expect(
      await app.visitor().post('/sign-in', { email: person.email, password: person.password }),
    ).toRedirectTo('/')
  })

  test('security 12: an invited person who asks gets the invitation again', async () => {
    const { email } = await cabinet.invited(companyId)
    await cabinet.db
      .updateTable('outbox')
      .set({ created_at: new Date(Date.now() - 600_000) } as never)
      .execute()
    await app.visitor().post('/forgot-password', { email })
    const letters = (await cabinet.lettersTo(email)).map(({ template }) => template)
    expect(new Set(letters)).toEqual(new Set(['invitation']))
  })

  test('the answer is byte for byte the same for active, blocked, invited, disabled and unknown addresses', async () => {
    const active = await cabinet.client(companyId)
    const blocked = await cabinet.client(companyId)
    for (let attempt = 0; attempt < 3; attempt++) {
      await app.visitor().post('/sign-in', { email: blocked.email, password: `неверный ${attempt}` })
    }
    const disabled = await cabinet.client(companyId)
    await disableUser((await cabinet.staff('administrator')).ctx, disabled.userId)
    const invited = await cabinet.invited(companyId)
    const addresses = [active.email, blocked.email, disabled.email, invited.email, newAddress('nobody')]
    for (const path of ['/forgot-password', '/resend-instructions']) {
      const answers = new Set<string>()
      for (const email of addresses) answers.add(await answerTo(app.visitor(), path, email))
      expect(answers.size).toBe(1)
    }
    await expect(cabinet).not.toHaveSent('password_reset', disabled.email)
  })

  test.each([
    ['email twice', 'email=a%40b.kz&email=c%40d.kz', 'application/x-www-form-urlencoded'],
    ['email[]', 'email%5B%5D=a%40b.kz', 'application/x-www-form-urlencoded'],
    ['JSON', '{"email":"a@b.kz"}', 'application/json'],
    ['a JSON number', '{"email":1}', 'application/json'],
    ['nothing', '', 'application/x-www-form-urlencoded'],
  ])('security 10: %s is 400 and no mail', async (_name, body, type) => {
    const before = await cabinet.lettersTo('a@b.kz')
    const answer = await app.visitor().send('/forgot-password', {
      method: 'POST',
      body,
      headers: { 'Content-Type': type },
    })
    expect(answer.status).toBe(400)
    expect(await cabinet.lettersTo('a@b.kz')).toEqual(before)
  })

  test('security 10: mail goes to the stored address, never to the one typed', async () => {
    const person = await cabinet.client(companyId)
    const typed = `  ${person.email.toUpperCase()} `
    await app.visitor().post('/forgot-password', { email: typed })
    await expect(cabinet).toHaveSent('password_reset', person.email)
    expect(await cabinet.lettersTo(typed.trim())).toEqual([])
  })

  test('a used reset link is the one dead page', async () => {
    const person = await cabinet.client(companyId)
    await app.visitor().post('/forgot-password', { email: person.email })
    const token = await cabinet.tokenMailedTo(person.email)
    expect(await app.visitor().post(`/set-password/${token}`, renewed)).toRedirectTo('/sign-in')
    await expect(await app.visitor().get(`/set-password/${token}`)).toShow(
      'Эта ссылка больше не действует',
      410,
    )
  })

  test('security 2: a reset link does not open as an invitation, nor the other way round', async () => {
    const person = await cabinet.client(companyId)
    await app.visitor().post('/forgot-password', { email: person.email })
    const reset = await cabinet.tokenMailedTo(person.email)
    const { token: invitation } = await cabinet.invited(companyId)
    expect((await app.visitor().get(`/invitation/${reset}`)).status).toBe(410)
    expect((await app.visitor().get(`/set-password/${invitation}`)).status).toBe(410)
  })
})

async function answerTo(visitor: Visitor, path: string, email: string): Promise<string> {
  const answer = await visitor.post(path, { email })
  return JSON.stringify([
    answer.status,
    answer.headers.get('Location'),
    // What was typed goes along to the next page, whatever is known of it.
    answer.headers.getSetCookie().map((cookie) => cookie.replace(encodeURIComponent(email), 'typed')),
    await answer.text(),
  ])
}
