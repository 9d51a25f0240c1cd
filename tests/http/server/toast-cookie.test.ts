import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { readable } from '#tests/support/matchers.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** What somebody may write into the cookie by hand: words of ours, with variables that i18next takes for orders. */
const byHand: unknown[] = [
  { key: 'common:saved', params: {}, formNonce: '"><b>x</b>' },
  { key: 'common:saved', params: {}, formNonce: { toString: 1 } },
  { key: 'common:action', params: { returnObjects: 1 } },
  { key: 'common:saved', params: { lng: 'xx', ns: 'emails', postProcess: 'x', returnDetails: 1 } },
  { key: 'common:nothing', params: { defaultValue: 'Call +7 900' } },
  { key: 'errors:too_long', params: { max: '$t(common:saved) {{max}} <b>x</b>', context: 'x', count: 1 } },
  { key: 'common:__proto__', params: { __proto__: 1, constructor: 'x' } },
  { key: 'common:saved', params: { keySeparator: '', nsSeparator: '', returnObjects: 1 } },
  { key: 'x', params: [] },
  'words',
]

test.each(byHand.map((toast) => ({ cookie: JSON.stringify(toast) })))(
  'security 21: a toast made by hand ($cookie) breaks no page and says nothing of its own',
  async ({ cookie }) => {
    const value = Buffer.from(cookie).toString('base64url')
    const answer = await app.visitor({ toast: value }).get('/sign-in')
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).not.toContain('<b>x</b>')
    expect(readable(html)).not.toContain('Call +7')
    expect(app.logged.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([])
  },
)

test.each(['%', 'e30', '====', 'A'.repeat(8_000)])('security 21: nor does a broken one', async (value) => {
  expect((await app.visitor({ toast: value }).get('/sign-in')).status).toBe(200)
})

test("the next page's forms take over the nonce of a form of which nobody knows whether it was done", async () => {
  const toast = { key: 'errors:outcome_unknown', params: {}, formNonce: 'the-first-one' }
  const value = Buffer.from(JSON.stringify(toast)).toString('base64url')
  const noncesOf = async (path: string, cookies = {}) => {
    const html = await (await app.visitor(cookies).get(path)).text()
    return [...html.matchAll(/name="nonce" value="([^"]*)"/g)].map(([, nonce]) => nonce)
  }
  expect(new Set(await noncesOf('/registration', { toast: value }))).toEqual(new Set(['the-first-one']))
  expect(await noncesOf('/registration')).toEqual([expect.stringMatching(/^[\w-]{22}$/)])
})
