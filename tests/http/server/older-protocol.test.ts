import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** A loader's bare data, as Remix gave it away before single fetch; each such request is an error in its log. */
test.each([
  '/sign-in?_data=root',
  '/sign-in?%5Fdata=root',
  '/sign-in?x=1&_dat%61=routes%2Fauth%2Fsign-in',
  '/sign-in.data?_data=root',
  '/profile.data?_data=routes%2Faccount%2Fprofile',
])('security 22: %s is refused, and nobody is woken by it', async (path) => {
  for (const answer of [await app.get(path), await app.post(path, { email: 'a@b.kz', password: 'x' })]) {
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain('"formNonce"')
  }
  expect(app.logged.filter((line) => /"level":"(?:error|fatal)"/.test(line))).toEqual([])
})
