import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test.each(['/admin', '/admin/companies', '/no-such-page'])(
  'a client who may not see %s is told so inside the cabinet, not on a page for guests',
  async (path) => {
    const person = await cabinet.client(await cabinet.company(), 'viewer')
    const page = await (await app.as(person).get(path)).text()
    expect(page).toContain('href="/coupons"')
    expect(page).not.toContain('href="/registration"')
  },
)
