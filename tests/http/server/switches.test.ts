import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

describe('the language', () => {
  test.each([
    ['en', 'Sign in'],
    ['ru', 'Вход'],
    ['kk', 'Кіру'],
  ])('changes before signing in, and stays: %s', async (locale, words) => {
    const visitor = app.visitor()
    expect(await visitor.post('/language', { locale, redirectTo: '/sign-in' })).toRedirectTo('/sign-in')
    const page = await visitor.get('/sign-in')
    await expect(page).toShow(words)
    expect(page.headers.get('Content-Language')).toBe(locale)
  })

  test('changes for good, and for letters, for who is signed in', async () => {
    const { email, userId, ...person } = await cabinet.client(await cabinet.company())
    const owner = app.as(person)
    expect(await owner.post('/language', { locale: 'kk', redirectTo: '/profile' })).toRedirectTo('/profile')
    expect((await owner.get('/profile')).headers.get('Content-Language')).toBe('kk')
    // In another browser too.
    expect((await app.as(person).get('/profile')).headers.get('Content-Language')).toBe('kk')
    const row = await cabinet.db
      .selectFrom('users')
      .select(['locale', 'name'])
      .where('id', '=', userId)
      .executeTakeFirst()
    expect(row?.locale).toBe('kk')
    expect(await cabinet.actions({ kind: 'user', id: userId })).toContain('profile.updated')
    await app.post('/forgot-password', { email })
    expect((await cabinet.lettersTo(email)).at(-1)?.locale).toBe('kk')
  })

  test.each(['de', '', 'EN', '__proto__'])('"%s" is none', async (locale) => {
    const visitor = app.visitor()
    const answer = await visitor.post('/language', { locale, redirectTo: '/sign-in' })
    expect(answer.status).toBe(400)
    expect(visitor.cookies.size).toBe(0)
  })

  test.each(['//evil.test', 'https://evil.test', '/\\evil.test', ''])(
    'security 19: leads nobody to "%s"',
    async (redirectTo) => {
      expect(await app.visitor().post('/language', { locale: 'en', redirectTo })).toRedirectTo('/')
      expect(await app.visitor().post('/theme', { theme: 'dark', redirectTo })).toRedirectTo('/')
    },
  )

  test('typed into the address bar nothing changes', async () => {
    const visitor = app.visitor()
    expect(await visitor.get('/language?locale=en')).toRedirectTo('/')
    expect(await visitor.get('/theme?theme=dark')).toRedirectTo('/')
    expect(visitor.cookies.size).toBe(0)
  })
})

describe('the theme', () => {
  test.each(['light', 'dark', 'system'])('is this browser’s: %s', async (theme) => {
    const visitor = app.visitor()
    expect(await visitor.post('/theme', { theme, redirectTo: '/sign-in?x=1' })).toRedirectTo('/sign-in?x=1')
    expect(await (await visitor.get('/sign-in')).text()).toContain(`data-theme="${theme}"`)
  })

  test('nothing else is one', async () => {
    expect((await app.visitor().post('/theme', { theme: '"><script>', redirectTo: '/' })).status).toBe(400)
  })
})
