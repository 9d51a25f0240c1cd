import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { disableUser } from '#app/domain/accounts/user-status.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { testSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, newAddress, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let person: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  person = await cabinet.client(await cabinet.company())
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('who sends a form after the session has ended', () => {
  const sentFrom = (page: string) =>
    app.visitor().post('/team', { email: 'new@altyn-dala.kz' }, { headers: { Referer: page } })

  test('signs in and comes back to the page that the form stood on', async () => {
    expect(await sentFrom(`${testSettings.publicUrl}/team?sent=1`)).toRedirectTo(
      '/sign-in?redirectTo=%2Fteam%3Fsent%3D1',
    )
  })

  test.each(['https://elsewhere.kz/team', 'nonsense', 'http://cabinet.test.elsewhere.kz/'])(
    'is led to no page that %s names',
    async (page) => {
      expect(await sentFrom(page)).toRedirectTo('/sign-in')
    },
  )
})

describe('signing in', () => {
  test('says on the page how to unblock it, and how to get an account', async () => {
    const page = await app.visitor().get('/sign-in')
    await expect(page).toShow('Чтобы разблокировать вход, установите новый пароль')
    await expect(page).toShow('Оставьте заявку на странице регистрации')
  })

  test.each([
    [1, 'После 1 неверного пароля вход блокируется.', 'Вход заблокирован'],
    [
      5,
      'После 5 неверных паролей подряд вход блокируется.',
      'Неверный адрес электронной почты или пароль. После 5 неверных паролей подряд вход блокируется',
    ],
  ])('says how many wrong passwords block it: %i', async (signInAttempts, words, error) => {
    const site = await startApp(cabinet, { settings: { signInAttempts } })
    await expect(await site.visitor().get('/sign-in')).toShow(words)
    const answer = await site.visitor().post('/sign-in', { email: newAddress('nobody'), password: 'not it' })
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining(error)])
    await site.stop()
  })

  test('brings a person back to the page that was asked for', async () => {
    const visitor = app.visitor()
    expect(await visitor.get('/coupons?status=active')).toRedirectTo(
      '/sign-in?redirectTo=%2Fcoupons%3Fstatus%3Dactive',
    )
    const signedIn = await visitor.post('/sign-in?redirectTo=%2Fcoupons%3Fstatus%3Dactive', {
      email: person.email,
      password: person.password,
    })
    expect(signedIn).toRedirectTo('/coupons?status=active')
  })

  test.each(['//evil.example', '/\\evil.example', 'https://evil.example/', 'javascript:alert(1)'])(
    'security 19: redirectTo=%s stays at home',
    async (redirectTo) => {
      const answer = await app.visitor().post(`/sign-in?redirectTo=${encodeURIComponent(redirectTo)}`, {
        email: person.email,
        password: person.password,
      })
      expect(answer).toRedirectTo('/')
    },
  )

  test('security 17: the cookie is HttpOnly, Lax, of the whole site, and forgotten with the browser', async () => {
    const answer = await app.visitor().post('/sign-in', { email: person.email, password: person.password })
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('session=')) ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Path=\//)
    expect(cookie).not.toMatch(/Max-Age/)
    const remembered = await app
      .visitor()
      .post('/sign-in', { email: person.email, password: person.password, remember: 'on' })
    expect(remembered.headers.getSetCookie().join()).toMatch(/session=[^;]+;.*Max-Age=1209600/)
  })

  test('security 17: on https the cookie is Secure and __Host-', async () => {
    const secure = await startApp(cabinet, { settings: { publicUrl: 'https://cabinet.test' } })
    const answer = await secure.visitor().post('/sign-in', { email: person.email, password: person.password })
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('__Host-session='))).toMatch(
      /; Secure/,
    )
    await secure.stop()
  })

  test('security 17: a session id that a client made up is never adopted', async () => {
    const visitor = app.as({ token: 'B'.repeat(43) })
    expect(await visitor.get('/profile')).toRedirectTo(/^\/sign-in/)
    await visitor.post('/sign-in', { email: person.email, password: person.password })
    expect(visitor.cookies.get('session')).not.toBe('B'.repeat(43))
  })

  test('a wrong password keeps the address that was typed, never the password', async () => {
    const typed = newAddress()
    const answer = await app.visitor().post('/sign-in', { email: typed, password: 'неверный пароль' })
    expect(answer.status).toBe(400)
    const page = await answer.text()
    expect(page).toContain(`value="${typed}"`)
    expect(page).not.toContain('неверный пароль')
  })

  test('security 15: the third bad password blocks, the right one is refused, and the words are plain', async () => {
    const blocked = await cabinet.client(await cabinet.company())
    const visitor = app.visitor()
    for (const attempt of ['первый', 'второй', 'третий']) {
      const answer = await visitor.post('/sign-in', { email: blocked.email, password: `${attempt} неверный` })
      expect(answer.status).toBe(400)
    }
    const right = await visitor.post('/sign-in', { email: blocked.email, password: blocked.password })
    await expect(right).toShow('заблокирован', 400)
    expect(await right.text()).toContain('href="/forgot-password"')
  })

  test('the block reads the same for an address that nobody has', async () => {
    const visitor = app.visitor()
    const email = newAddress('nobody')
    const answers = []
    for (let attempt = 0; attempt < 4; attempt++) {
      answers.push(await visitor.post('/sign-in', { email, password: `неверный ${attempt}` }))
    }
    await expect(answers.at(-1) as Response).toShow('заблокирован', 400)
  })

  test('a disabled account is told so only to who knows the password', async () => {
    const disabled = await cabinet.client(await cabinet.company())
    const administrator = await cabinet.staff('administrator')
    await disableUser(administrator.ctx, disabled.userId)
    const right = await app.visitor().post('/sign-in', { email: disabled.email, password: disabled.password })
    await expect(right).toShow('отключ', 400)
    const wrong = await app.visitor().post('/sign-in', { email: disabled.email, password: 'неверный' })
    expect(await wrong.text()).not.toMatch(/учётная запись отключена/i)
  })
})

describe('signing out', () => {
  test('security 17: is a POST, kills the session on the server, and the back button shows nothing', async () => {
    const browser = app.visitor()
    await browser.post('/sign-in', { email: person.email, password: person.password })
    const token = browser.cookies.get('session') ?? ''
    const page = await browser.get('/profile')
    expect(page.headers.get('Cache-Control')).toContain('no-store')
    expect(await browser.get('/sign-out')).toRedirectTo('/')
    expect((await browser.get('/profile')).status).toBe(200)
    const answer = await browser.post('/sign-out')
    expect(answer).toRedirectTo('/sign-in')
    expect(answer.headers.get('Clear-Site-Data')).toBe('"cache"')
    expect(browser.cookies.has('session')).toBe(false)
    expect(await app.as({ token }).get('/profile')).toRedirectTo(/^\/sign-in/)
  })
})

describe('the four entries of the menu', () => {
  test.each([
    ['ru', ['Вход', 'Регистрация', 'Забыли свой пароль?', 'Подтвердить повторную отправку инструкции']],
    ['kk', ['Кіру', 'Тіркелу', 'Құпиясөзді ұмыттыңыз ба?', 'Нұсқауларды қайта жіберу']],
    ['en', ['Sign in', 'Registration', 'Forgot your password?', 'Resend instructions']],
  ] as const)('stand on every page before sign-in, in %s', async (locale, entries) => {
    for (const path of ['/sign-in', '/registration', '/forgot-password', '/resend-instructions']) {
      const page = await app.visitor().in(locale).get(path)
      expect(page.headers.get('Content-Language')).toBe(locale)
      for (const entry of entries) await expect(page).toShow(entry)
      expect(await page.clone().text()).toContain(`<html lang="${locale}"`)
    }
  })

  test('the language switch works before sign-in, without JavaScript, and comes back to the page', async () => {
    const visitor = app.visitor()
    expect(await visitor.post('/language', { locale: 'kk', redirectTo: '/registration' })).toRedirectTo(
      '/registration',
    )
    await expect(await visitor.get('/registration')).toShow('Тіркелу')
  })
})
