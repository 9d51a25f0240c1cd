import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'
import { expectSecurityHeaders } from './security-headers.ts'

const cabinet = await createCabinet()
const site = await siteOfSources({
  'test-broken': {
    default: () => {
      throw new TypeError('a broken view')
    },
  },
})
const app = await startApp(cabinet, { site, failuresExpected: true })

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test.each<[string, () => Promise<Pick<typeof app, 'get'>>, string[]]>([
  ['a guest', async () => app, ['class="error-code"']],
  [
    'a client, with the menu',
    async () => app.as(await cabinet.client(await cabinet.company())),
    ['class="error-code"', 'class="shell shell-client"', 'href="/cards"'],
  ],
])('a page that breaks while it is drawn is an error page for %s', async (_, arrive, shown) => {
  const visitor = await arrive()
  const logged = app.logged.length
  const answer = await visitor.get('/test-broken')
  const page = await answer.text()
  expect(answer.status).toBe(500)
  expectSecurityHeaders(answer)
  expect(answer.headers.get('Cache-Control')).toBe('no-store')
  for (const part of shown) expect(page).toContain(part)
  expect(page).not.toContain('a broken view')
  expect(page).not.toContain('TypeError')
  const lines = app.logged.slice(logged).filter((text) => text.includes('"level":"error"'))
  expect(lines).toEqual([expect.stringContaining('a broken view')])
  expect(page).toContain(JSON.parse(lines[0] ?? '').requestId)
})
