import { afterAll, describe, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, GOOD_PASSWORD } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const owner = await cabinet.client(await cabinet.company())
const OURS = app.settings.publicUrl

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const fields = { email: owner.email, password: GOOD_PASSWORD }
const signIn = (headers: Record<string, string | undefined>, path = '/sign-in') =>
  app.visitor().post(path, fields, { headers: { 'Sec-Fetch-Site': undefined, ...headers } })

describe('security 18: a form is acted upon only when it comes from a page of ours', () => {
  test.each([
    ['the browser says so', { 'Sec-Fetch-Site': 'same-origin' }],
    [
      'the browser says so, whatever a proxy made of Origin',
      { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' },
    ],
    ['the browser is silent (plain http) and Origin is ours', { Origin: OURS }],
    [
      'somebody sends a form again after a restart, and Origin is ours',
      { 'Sec-Fetch-Site': 'none', Origin: OURS },
    ],
  ])('security 18: it is when %s', async (_why, headers) => {
    expect(await signIn(headers)).toRedirectTo('/')
  })

  test.each([
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }],
    [
      'another site with our Origin, which no browser sends',
      { 'Sec-Fetch-Site': 'cross-site', Origin: OURS },
    ],
    ['a sister site', { 'Sec-Fetch-Site': 'same-site', Origin: OURS }],
    ['nowhere', { 'Sec-Fetch-Site': 'none' }],
    ['a client that says nothing', {}],
    ['another site, the browser silent', { Origin: 'http://evil.test' }],
    ['a sandboxed frame', { Origin: 'null' }],
    ['our host on another port', { Origin: `${OURS}:8080` }],
    ['our host by another scheme', { Origin: OURS.replace('http:', 'https:') }],
    ['a host that begins like ours', { Origin: `${OURS}.evil.test` }],
    ['two words at once', { 'Sec-Fetch-Site': 'same-origin, cross-site', Origin: OURS }],
    [
      'another site, X-Forwarded-Host made to match',
      { Origin: 'http://evil.test', 'X-Forwarded-Host': 'evil.test' },
    ],
    ['another site, Host made to match', { Origin: 'http://evil.test', Host: 'evil.test' }],
  ])('security 18: it is not from %s', async (_where, headers) => {
    const answer = await signIn(headers)
    await expect(answer).toShow('Форма отправлена с другого сайта', 403)
    expect(answer.headers.getSetCookie()).toEqual([])
  })

  test.each(['/sign-in.data', '/sign-out', '/words/x.js', '/language', '/nothing', '/', '/healthz'])(
    'security 18: the check stands in front of %s too',
    async (path) => {
      expect((await signIn({ 'Sec-Fetch-Site': 'cross-site' }, path)).status).toBe(403)
    },
  )

  test('security 18: other unsafe methods are checked as well', async () => {
    const answer = await app.send('/sign-in', {
      method: 'DELETE',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(answer.status).toBe(405)
    // The API reads no cookie: who sends no key is nobody, from whichever page.
    const api = await app.send('/api/v1/cards', {
      method: 'POST',
      headers: { 'Sec-Fetch-Site': 'cross-site' },
    })
    expect(api.status).toBe(401)
  })

  test('security 18: nobody is signed out by another site', async () => {
    const person = app.as(owner)
    expect((await person.post('/sign-out', {}, { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(
      403,
    )
    expect((await person.get('/profile')).status).toBe(200)
  })

  test('security 18: the refusal is in the language of the reader', async () => {
    const headers = { 'Sec-Fetch-Site': 'cross-site' }
    await expect(await app.visitor().in('en').post('/sign-in', fields, { headers })).toShow(
      'another site',
      403,
    )
    await expect(await app.visitor().in('kk').post('/sign-in', fields, { headers })).toShow(
      'басқа сайттан',
      403,
    )
  })

  test('security 18: what proves its sender itself is exempt, and nothing that resembles it', async () => {
    const bearer = { 'Sec-Fetch-Site': undefined, Authorization: 'Bearer key' }
    // 401 and 404 mean that the check let it through: there is no such key, and no secret for webhooks here.
    expect((await app.send('/api/v1/cards', { method: 'POST', headers: bearer })).status).toBe(401)
    expect(
      (await app.send('/webhooks/resend', { method: 'POST', headers: { 'Sec-Fetch-Site': undefined } }))
        .status,
    ).toBe(404)
    const basic = { 'Sec-Fetch-Site': undefined, Authorization: 'Basic key' }
    expect((await app.send('/api/v1/cards', { method: 'POST', headers: basic })).status).toBe(401)
    expect((await app.post('/sign-in', fields, { headers: bearer })).status).toBe(403)
    expect((await app.send('/webhooks/resend/x', { method: 'POST', headers: bearer })).status).toBe(403)
  })

  test('security 18: with a proxy that rewrites Host, forms work', async () => {
    const behind = {
      'Sec-Fetch-Site': undefined,
      Origin: OURS,
      Host: '10.0.0.7:3000',
      'X-Forwarded-Host': 'cabinet.test',
    }
    expect(await signIn(behind)).toRedirectTo('/')
  })
})
