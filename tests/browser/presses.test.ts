import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { bringCards } from '#tests/support/registers.ts'
import { journeys } from './journeys.ts'

const site = journeys()

const ROWS = 50
const FILTERS = 'main .filters-toggle > summary'

interface TraceEvent {
  name: string
  ph: string
  pid: number
  ts: number
  args: { data?: { type?: string; url?: string; reason?: string; nodeName?: string; extraData?: string } }
}

async function phoneAtAList() {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const manager = await cabinet.client(companyId, 'manager')
  await bringCards(
    manager.ctx,
    companyId,
    Array.from({ length: ROWS }, () => ({})),
  )
  const visitor = await site.visitor({ as: manager, width: 390 })
  await visitor.open('/cards')
  return visitor.tab
}

/** What the browser does from a finger's press on, in order. */
async function press(
  tab: Page,
  selector: string,
  until: (tab: Page) => Promise<unknown>,
): Promise<TraceEvent[]> {
  const browser = tab.context().browser()
  if (!browser) throw new Error('The tab has no browser')
  const pressed = tab.locator(selector).locator('visible=true').first()
  // In the middle nothing that stays in its place lies over it.
  await pressed.evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const box = await pressed.boundingBox()
  if (!box) throw new Error(`${selector} is nowhere`)
  const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline.invalidationTracking']
  await browser.startTracing(tab, { categories: [...categories, 'blink.user_timing'] })
  await tab.evaluate(() => performance.mark('of this tab'))
  await tab.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2)
  await until(tab)
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString())
  const pid = trace.traceEvents.find(({ name }) => name === 'of this tab')?.pid
  return trace.traceEvents.filter((event) => event.pid === pid).sort((one, other) => one.ts - other.ts)
}

const routerCame = (tab: Page) =>
  tab.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/router-/.test(name)),
  )

const recalculated = (events: TraceEvent[]) =>
  events
    .filter(({ name }) => name === 'StyleRecalcInvalidationTracking')
    .map(({ args: { data = {} } }) => `${data.nodeName} ${data.reason} ${data.extraData ?? ''}`)

test('what was pressed is painted before the router is asked for', async () => {
  const events = await press(await phoneAtAList(), FILTERS, routerCame)
  const asked = events.findIndex(
    ({ name, args }) => name === 'ResourceSendRequest' && /\/router-/.test(args.data?.url ?? ''),
  )
  const before = events.slice(0, asked)
  const meant = before.findLastIndex(
    ({ name, args }) => name === 'EventDispatch' && args.data?.type === 'pointerover',
  )
  expect([asked, meant].every((index) => index >= 0)).toBe(true)
  expect(before.slice(meant).some(({ name }) => name === 'FireAnimationFrame')).toBe(true)
})

test('a press on the filters has neither the root’s style computed anew nor a list’s rows moved one by one', async () => {
  const tab = await phoneAtAList()
  const found = recalculated(await press(tab, FILTERS, routerCame))
  expect(found.filter((entry) => entry.startsWith('DIV'))).not.toEqual([])
  expect(found.filter((entry) => entry.startsWith('HTML') && entry.includes(':has'))).toEqual([])
  // Without it the browser goes through all that a list paints when the list only moves.
  expect(await tab.locator('main .list').evaluate((list) => getComputedStyle(list).contain)).toBe(
    'layout paint',
  )
})

test('a finger on a row hovers over nothing', async () => {
  const leads = (tab: Page) => tab.waitForURL('**/cards/*')
  const found = recalculated(await press(await phoneAtAList(), 'main tbody td.main a', leads))
  expect(found).not.toEqual([])
  expect(found.filter((entry) => entry.includes(':hover'))).toEqual([])
})
