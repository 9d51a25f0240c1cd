import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let viewer: Person
let operator: Person
let nonces = 0

const today = businessDay(new Date())
const until = addDays(today, 300)

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  viewer = await cabinet.client(companyId, 'viewer')
  operator = await cabinet.staff('operator')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const locationOf = (answer: Response | undefined) => answer?.headers.get('Location') ?? ''
const nonce = () => `expiry-${++nonces}`
const bring = (...days: number[]) =>
  bringCoupons(
    owner.ctx,
    companyId,
    days.map((ahead) => ({ validUntil: addDays(today, ahead), validFrom: addDays(today, -300) })),
  )

test('the forecast leads to the request, which is sent once however often its form arrives, and decided once', async () => {
  const set = await bring(5, 12, -3)
  const visitor = app.as(owner)
  const forecast = await (await visitor.get('/coupons/expiring')).text()
  expect(forecast).toContain('/coupons/expired')
  expect(forecast).toContain(`/coupons/request?kind=extension&amp;to=${addDays(today, 30)}`)
  const form = await (await visitor.get(`/coupons/request?kind=extension&to=${addDays(today, 30)}`)).text()
  // The one that has ended is asked about from its own list.
  expect([...form.matchAll(/name="ids" value="(\d+)"/g)].map(([, id]) => Number(id))).toEqual(
    set.slice(0, 2).map(({ id }) => id),
  )
  const fields = {
    kind: 'extension',
    ids: set.map(({ id }) => String(id)),
    until,
    comment: '',
    nonce: nonce(),
  }
  const sent = await Promise.all([1, 2, 3].map(() => visitor.post('/coupons/request', fields)))
  expect(new Set(sent.map(locationOf)).size).toBe(1)
  const page = locationOf(sent[0])
  expect(page).toMatch(/^\/service-requests\/\d+$/)
  expect((await cabinet.actions()).filter((action) => action === 'service_request.sent')).toHaveLength(1)
  expect(await (await visitor.get('/coupons/expired')).text()).toContain('data-expired')

  const staff = app.as(operator)
  const decision = { couponIds: fields.ids, until, withOutages: 'on', answer: 'По договору', nonce: nonce() }
  const decided = await Promise.all([1, 2, 3].map(() => staff.post(`/admin${page}/extend`, decision)))
  expect(decided.map(({ status }) => status)).toEqual([302, 302, 302])
  for (const { id } of set) {
    expect(await findCoupon(owner.ctx, companyId, id)).toMatchObject({ state: 'active', valid_until: until })
    expect(await cabinet.actions({ kind: 'coupon', id })).toEqual(['coupon.extended'])
  }
  // Another form for the same request comes too late.
  const late = await staff.post(`/admin${page}/extend`, { ...decision, nonce: nonce() })
  expect(locationOf(late)).toBe(`/admin${page}`)
  expect((await cabinet.actions()).filter((action) => action === 'coupon.extended')).toHaveLength(set.length)
  expect(await (await visitor.get(page)).text()).toContain('По договору')
})

test('a refused form keeps what was typed and what was ticked', async () => {
  const [one, other] = await bring(8, 9)
  const ids = [String(one?.id), String(other?.id)]
  const visitor = app.as(owner)
  const refused = await visitor.post(`/coupons/request?kind=extension&to=${addDays(today, 30)}`, {
    ...{ kind: 'extension', ids, until: addDays(today, 8), comment: 'Стояли', nonce: nonce() },
  })
  expect(refused.status).toBe(400)
  const html = await refused.text()
  expect(html).toContain('Стояли')
  for (const id of ids) expect(html).toContain(`name="ids" value="${id}"`)
  const sent = await visitor.post('/coupons/request', {
    ...{ kind: 'extension', ids, until, comment: '', nonce: nonce() },
  })
  const staff = app.as(operator)
  const without = await staff.post(`/admin${locationOf(sent)}/extend`, {
    ...{ couponIds: ids.slice(0, 1), until, answer: '', nonce: nonce() },
  })
  expect(without.status).toBe(400)
  const form = await without.text()
  const boxes = [...form.matchAll(/<input[^>]*name="couponIds"[^>]*>/g)].map(([box]) => box)
  expect(boxes.filter((box) => box.includes('checked'))).toHaveLength(1)
})

test('a viewer reads the forecast and asks for nothing', async () => {
  await bring(3)
  const visitor = app.as(viewer)
  const html = await (await visitor.get('/coupons/expiring')).text()
  expect(html).not.toContain('/coupons/request')
  expect((await visitor.get('/coupons/expired')).status).toBe(200)
  expect((await visitor.get('/coupons/request?kind=extension&to=2099-12-31')).status).toBe(403)
})
