import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import type { Visitor } from '#tests/support/visitor.ts'

let cabinet: Cabinet
let app: App
let staff: Visitor

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  staff = app.as(await cabinet.staff('administrator'))
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test.each([
  ['/admin/shifts', '/admin/shifts'],
  ['/admin/station-shifts', '/admin/shifts'],
  ['/admin/phone-authorizations/new', '/admin/phone-authorizations'],
  ['/admin/stations', '/admin/stations'],
  ['/admin/stations-network', '/admin/stations'],
])('%s is marked in the menu as %s, and nothing else is', async (path, entry) => {
  const html = await (await staff.get(path)).text()
  const menu = /<nav class="nav"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? ''
  const marked = [...menu.matchAll(/<a [^>]*aria-current="page"[^>]*>/g)].map(
    ([link]) => /href="([^"]+)"/.exec(link)?.[1],
  )
  expect(marked).toEqual([entry])
})
