import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { newDriver, newVehicle } from '#tests/support/fleet.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { stateOf } from '#tests/support/state.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId, 'owner')
  await bringCards(owner.ctx, companyId, [{}, {}])
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const STRANGE = [
  ...['q=%00', `q=${'x'.repeat(1_000)}`, 'q=%25%27%3B--', 'status=x', 'product=x', 'to=x', 'from=2026-99-99'],
  ...['limit=x', 'sort=x', 'cursor=x', 'ids=x', 'ids=0', 'ids=-1', 'ids=1e9', `ids=${'9'.repeat(15)}`],
  ...['ids[]=1', 'ids', 'action=melt', 'action=block&action=unblock', 'q=a&q=b', 'digest=x', 'ready=1'],
  ...[
    'until=x&action=block',
    'cause=x&action=block',
    'reason=%00&action=unblock',
    '__proto__=1',
    'constructor=1',
  ],
  ...[
    'action=template&ready=1&templateId=x',
    'action=holder&ready=1&driver=x',
    'action=rule&ready=1&perDay=x',
  ],
  Array.from({ length: 501 }, (_, at) => `ids=${at + 1}`).join('&'),
]

test.each(STRANGE)('an address with ?%s fails nowhere and changes nothing', async (query) => {
  const visitor = app.as(owner)
  const before = await stateOf(cabinet.db)
  for (const page of ['/cards/bulk', '/coupons/bulk']) {
    for (const rest of ['', '&action=block'].filter((rest) => !rest || !query.includes('action='))) {
      const { status } = await visitor.get(`${page}?${query}${rest}`)
      expect([page, rest, status < 500]).toEqual([page, rest, true])
      const body = { method: 'POST', body: `${query}${rest}&nonce=${'n'.repeat(22)}` }
      const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
      const sent = await visitor.send(page, { ...body, headers })
      expect([page, rest, sent.status < 500]).toEqual([page, rest, true])
    }
  }
  expect(await stateOf(cabinet.db)).toEqual(before)
})

test.each([
  'status=activ',
  'product=A-95!',
  'to=31.12.2026',
  'limit=far',
  `q=${'7'.repeat(300)}`,
  'from=2026-01-01',
])('a filter that is not understood (%s) is refused: it would be all cards', async (filter) => {
  const visitor = app.as(owner)
  expect((await visitor.get(`/cards/bulk?${filter}&action=block`)).status).toBe(400)
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const body = `${filter}&action=block`
  expect((await visitor.send('/cards/bulk', { method: 'POST', body, headers })).status).toBe(400)
  const understood = await visitor.get('/cards/bulk?q=+&status=&product=&to=&action=block')
  expect(understood.status).toBe(200)
})

test('another company’s cards, coupons, drivers, vehicles and changes are not there', async () => {
  const other = await cabinet.company()
  const theirs = await cabinet.client(other, 'owner')
  const [card] = await bringCards(theirs.ctx, other, [{}])
  const [coupon] = await bringCoupons(theirs.ctx, other, [{}])
  const [mine] = await bringCards(owner.ctx, companyId, [{}])
  const driver = await newDriver(theirs.ctx, other)
  const vehicle = await newVehicle(theirs.ctx, other)
  const visitor = app.as(owner)
  const before = await stateOf(cabinet.db)
  const asked = [
    `/cards/bulk?ids=${card?.id}&action=block`,
    `/cards/bulk?ids=${mine?.id}&ids=${card?.id}&action=no_rule`,
    `/coupons/bulk?ids=${coupon?.id}&action=block`,
    `/cards/bulk?ids=${mine?.id}&action=holder&ready=1&driver=${driver}`,
    `/cards/bulk?ids=${mine?.id}&action=holder&ready=1&vehicle=${vehicle}`,
    `/cards/bulk?ids=${mine?.id}&action=template&ready=1&templateId=999999`,
    `/cards/bulk?ids=${mine?.id}&action=group&ready=1&groupId=999999`,
  ]
  for (const path of asked) {
    const { status } = await visitor.get(path)
    expect([path, status]).toEqual([path, 404])
    const [page = '', query] = path.split('?')
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const sent = await visitor.send(page, {
      method: 'POST',
      body: `${query}&digest=${'x'.repeat(43)}`,
      headers,
    })
    expect([path, sent.status]).toEqual([path, 404])
  }
  expect(await stateOf(cabinet.db)).toEqual(before)
})
