import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { findHandover, holdersOf } from '#app/domain/handovers/handovers.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App
let companyId: CompanyId
let owner: Person
let operator: Person
let nonces = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  operator = await cabinet.staff('operator')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const nonce = () => `return-${++nonces}`
const locationOf = (answer: Response | undefined) => answer?.headers.get('Location') ?? ''
const thrice = (post: () => Promise<Response>) => Promise.all([post(), post(), post()])
const counted = async (action: string, subject: { kind: string; id: number }) =>
  (await cabinet.actions(subject)).filter((one) => one === action).length

test('a coupon comes back from its page and from the hand-over, once each', async () => {
  const coupons = await bringCoupons(owner.ctx, companyId, [
    { volume: 50_000, remaining: 30_000, divisible: true },
    {},
    {},
  ])
  const ids = coupons.map(({ id }) => id)
  const [first = 0, second = 0, third = 0] = ids
  const { id } = await handTo(owner.ctx, companyId, ids)
  const visitor = app.as(owner)
  expect(await (await visitor.get(`/coupons/${first}`)).text()).toContain(`/coupons/${first}/return`)
  // What is left of the one that was used in part stands wherever it is shown.
  for (const path of [`/coupons/${first}`, `/handovers/${id}`, '/search?q=9999'])
    expect(await (await visitor.get(path)).text()).toMatch(/30\s?(L|л)/)
  const alone = { nonce: nonce() }
  await thrice(() => visitor.post(`/coupons/${first}/return`, alone))
  expect(await counted('coupon.taken_back', { kind: 'coupon', id: first })).toBe(1)
  const some = { couponIds: [String(second)], nonce: nonce() }
  await thrice(() => visitor.post(`/handovers/${id}/return`, some))
  expect(await counted('handover.coupons_returned', { kind: 'handover', id })).toBe(2)
  expect([...(await holdersOf(owner.ctx, companyId, ids)).keys()]).toEqual([third])
  expect((await findHandover(owner.ctx, companyId, id)).state).toBe('sent')
  // Nothing ticked is refused.
  expect((await visitor.post(`/handovers/${id}/return`, { nonce: nonce() })).status).toBe(400)
})

test('an exchange is decided once, however often its form arrives', async () => {
  const set = await bringCoupons(owner.ctx, companyId, [{}, {}])
  const ids = set.map(({ id }) => String(id))
  const visitor = app.as(owner)
  const sent = await visitor.post('/coupons/request', {
    ...{ kind: 'exchange', ids, product: 'ai95', volume: '20', until: '', comment: '', nonce: nonce() },
  })
  const page = locationOf(sent)
  expect(page).toMatch(/^\/service-requests\/\d+$/)
  const staff = app.as(operator)
  expect(await (await staff.get(`/admin${page}`)).text()).toContain(`/admin${page}/exchange`)
  const decision = { couponIds: ids, numbers: '88887777666655554444', answer: 'По письму', nonce: nonce() }
  const answers = await thrice(() => staff.post(`/admin${page}/exchange`, decision))
  expect(answers.map(locationOf)).toEqual([1, 2, 3].map(() => `/admin${page}`))
  for (const { id } of set) {
    expect((await findCoupon(owner.ctx, companyId, id)).state).toBe('exchanged')
    expect(await counted('coupon.exchanged', { kind: 'coupon', id })).toBe(1)
  }
  const html = await (await visitor.get(page)).text()
  expect(html).toContain('88887777666655554444')
  const refused = await staff.post(`/admin${page}/exchange`, { ...decision, numbers: 'x', nonce: nonce() })
  expect([302, 400]).toContain(refused.status)
})
