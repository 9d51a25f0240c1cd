import { afterAll, describe, expect, test } from 'vitest'
import { newAddress, newBin } from '#tests/support/fixtures.ts'
import { createWorld } from './world.ts'

const world = await createWorld()
const { cabinet, objects, visitors } = world

afterAll(() => world.end())

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</script><script>alert(1)//',
  '{{email}} $t(common:saved) #{1} <%= 1 %>',
  "=cmd|'/c calc'!A1",
  '\u0000\ud800 💣\u202e\u2028',
  '￾\r\nSet-Cookie: x=1\r\nBcc: a@b.kz',
]

/** What would run, were it not text. */
const RUNS = /<script>alert|<img src=x|<\/script><script>alert/

async function expectHarmless(answer: Response): Promise<void> {
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers.get('x')).toBeNull()
  expect(answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('x='))).toEqual([])
  if (answer.headers.get('Content-Type')?.startsWith('text/html'))
    expect(await answer.text()).not.toMatch(RUNS)
}

describe.each(HOSTILE)('security 21: what people type is text: %j', (text) => {
  test('security 21: in a name, on pages and in the menu', async () => {
    const owner = visitors.owner()
    await expectHarmless(await owner.post('/profile', { name: text, locale: 'ru' }))
    for (const path of ['/profile', '/profile.data', '/team', '/cabinet'])
      await expectHarmless(await owner.get(path))
    await expectHarmless(
      await visitors.administrator().get(`/admin/users?q=${encodeURIComponent(text.toWellFormed())}`),
    )
  })

  test('security 21: in a request for access, on the pages of staff and in letters', async () => {
    const email = newAddress('asker')
    const typed = { bin: newBin(), email, phone: '+7 701 000 00 00', consent: 'on' }
    const words = { companyName: text, contactName: text, city: text, comment: text }
    await expectHarmless(await visitors.guest().post('/registration', { ...typed, ...words }))
    const request = await cabinet.db
      .selectFrom('access_requests')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst()
    const support = visitors.support()
    for (const path of ['/admin/requests', `/admin/requests/${request?.id ?? 1}`])
      await expectHarmless(await support.get(path))
    await expectHarmless(
      await support.post(`/admin/requests/${request?.id ?? 1}/approve`, { role: 'owner', locale: 'ru' }),
    )
    for (const letter of await cabinet.lettersTo(email)) {
      expect(letter.html).not.toMatch(RUNS)
      expect(letter.subject).not.toMatch(/[\r\n]/)
    }
  })

  test('security 21: in the name of a company and in the reason of a block', async () => {
    const administrator = visitors.administrator()
    const made = await administrator.post('/admin/companies/new', { bin: newBin(), name: text })
    await expectHarmless(made)
    if (made.headers.has('Location')) await expectHarmless(await administrator.follow(made))
    for (const path of ['/admin/companies', '/admin/invitations/new', '/admin/audit'])
      await expectHarmless(await administrator.get(path))
    const owner = visitors.owner()
    const card = `/cards/${objects.card.id}`
    await expectHarmless(await owner.post(`${card}/block`, { reason: text }))
    await expectHarmless(await owner.get(card))
    await expectHarmless(await owner.post(`${card}/unblock`))
  })
})

test('security 21: no header of a visitor breaks a page', async () => {
  const odd = ['ÿþ\u00a0', 'x'.repeat(6_000), '%00%ff', '=;=;=;', '"', '*;q=9,kk;q=x', '__proto__']
  const names = ['Cookie', 'User-Agent', 'Accept-Language', 'Accept', 'Accept-Encoding', 'X-Forwarded-For']
  for (const name of [...names, 'Forwarded', 'If-None-Match', 'Range', 'X-Request-Id', 'Authorization']) {
    for (const value of odd) {
      const answer = await visitors.guest().get('/sign-in', { headers: { [name]: value } })
      expect([name, value, answer.status < 500]).toEqual([name, value, true])
    }
  }
  for (const value of odd.slice(0, 6)) {
    const cookie = ['session', 'locale', 'theme', 'toast'].map((name) => `${name}=${value}`).join('; ')
    expect((await visitors.guest().get('/profile', { headers: { Cookie: cookie } })).status).toBeLessThan(500)
  }
  const { email } = world.people.viewer
  const fields = { email, password: world.people.viewer.password }
  for (const value of odd.slice(0, 3)) {
    const headers = { 'User-Agent': value }
    expect(await visitors.guest().post('/sign-in', fields, { headers })).toRedirectTo('/')
  }
})
