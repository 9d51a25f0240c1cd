import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { countCouponValues } from '#app/domain/contracts/coupon-values.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { findEndingCoupons, listExpiredCoupons } from '#app/domain/coupons/ending-coupons.server.ts'
import { expiredSums, forecastExpiry } from '#app/domain/expiries/expiries.server.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { updateCouponValues } from '#db/queries/contracts/coupon-values.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCoupons, bringTransactions, NOW, TODAY } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
})
afterAll(() => cabinet.destroy())
beforeEach(async () => {
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
})

/** Coupons fuelled 900 litres of diesel in the window, 10 litres a day. */
async function fuelled(couponId: number, number: string, daysAgo: readonly number[], volume = 300_000) {
  await bringTransactions(
    owner.ctx,
    companyId,
    daysAgo.map((ago) => ({
      ...{ couponId, cardId: null, instrumentNumber: number, volume, amount: volume * 30 },
      occurredOn: addDays(TODAY, -ago),
      occurredAt: new Date(NOW.getTime() - ago * 86_400_000),
    })),
  )
}

test('the pace is that of the last 90 whole days by coupons, and what ends later waits', async () => {
  const [first] = await bringCoupons(owner.ctx, companyId, [
    { validUntil: '2026-11-26', volume: 80_000 },
    { validUntil: '2026-12-31', volume: 200_000 },
    { validUntil: '2026-12-31', volume: 40_000, product: 'ai95' },
  ])
  // Today and what is older than 90 days do not count, nor what a card took.
  await fuelled(first?.id ?? 0, first?.number ?? '', [0, 1, 30, 89, 91])
  await bringTransactions(owner.ctx, companyId, [
    { volume: 900_000, cardId: null, occurredOn: addDays(TODAY, -3) },
  ])
  const view = await forecastExpiry(owner.ctx, companyId)
  const diesel = view.products.find(({ product }) => product === 'diesel')
  expect(diesel).toMatchObject({ fuelled: 900_000, pace: 10_000, remaining: 280_000, burns: 30_000 })
  expect(diesel?.lots).toMatchObject([
    { until: '2026-11-26', used: 50_000, burns: 30_000, lost: 975_000 },
    { until: '2026-12-31', used: 200_000, burns: 0 },
  ])
  // Nothing of it is fuelled: all of it burns.
  expect(view.products.find(({ product }) => product === 'ai95')).toMatchObject({ pace: 0, burns: 40_000 })
  expect(view.remaining).toBe(320_000)
  expect(view.worth).toBe(320 * 32_500)
})

test('coupons of one last day are one lot, whatever their state, and what of it is blocked burns', async () => {
  const [, mine] = await bringCoupons(owner.ctx, companyId, [
    { validUntil: '2026-12-31', volume: 30_000 },
    { validUntil: '2026-12-31', volume: 40_000 },
    { validUntil: '2026-12-31', volume: 50_000, issuerStatus: 'blocked' },
    { validUntil: '2026-12-31', volume: 60_000, issuerStatus: 'issued' },
    { validUntil: '2026-12-30', volume: 70_000 },
    { validUntil: '2026-12-31', volume: 80_000, product: 'ai95' },
  ])
  await blockCoupon(owner.ctx, companyId, mine?.id ?? 0, { reason: '' })
  const { products } = await forecastExpiry(owner.ctx, companyId)
  expect(products.find(({ product }) => product === 'diesel')?.lots).toMatchObject([
    { until: '2026-12-30', coupons: 1, remaining: 70_000, blocked: 0, worth: 70 * 32_500 },
    { until: '2026-12-31', coupons: 4, remaining: 180_000, blocked: 90_000, worth: 180 * 32_500 },
  ])
})

test('with another clock the same stock has another end', async () => {
  await bringCoupons(owner.ctx, companyId, [{ validUntil: '2026-11-26', volume: 80_000 }])
  const at = (moment: string) => forecastExpiry({ ...owner.ctx, now: new Date(moment) }, companyId)
  // Midnight in Almaty ends the last day.
  expect((await at('2026-11-26T18:59:59Z')).remaining).toBe(80_000)
  expect(await at('2026-11-26T19:00:00Z')).toMatchObject({
    remaining: 0,
    products: [],
    expired: { remaining: 80_000, worth: 80 * 32_500 },
  })
})

test('what ended with fuel in it stays in a list with its worth; what was used, exchanged or emptied does not', async () => {
  const [byDate, byIssuer, blocked] = await bringCoupons(owner.ctx, companyId, [
    { validUntil: '2026-11-21', volume: 50_000, remaining: 20_000, divisible: true },
    { validUntil: '2026-11-01', issuerStatus: 'expired' },
    { validUntil: '2026-10-01', issuerStatus: 'blocked', product: 'ai95' },
    { validUntil: '2026-11-01', issuerStatus: 'redeemed' },
    { validUntil: '2026-11-01', issuerStatus: 'exchanged' },
    { validUntil: '2026-11-20', issuerStatus: 'expired', remaining: 0 },
    { validUntil: '2026-11-22' },
  ])
  const { rows } = await listExpiredCoupons(owner.ctx, companyId, {})
  expect(rows.map(({ id }) => id)).toEqual([byDate?.id, byIssuer?.id, blocked?.id])
  expect(await expiredSums(owner.ctx, companyId)).toEqual({ remaining: 60_000, worth: 60 * 32_500 })
  expect(await expiredSums(owner.ctx, companyId, 'ai95')).toEqual({ remaining: 20_000, worth: 20 * 32_500 })
  const diesel = await listExpiredCoupons(owner.ctx, companyId, { product: 'diesel' })
  expect(diesel.rows).toHaveLength(2)
})

test('coupons that end in a time are found, the first to end first', async () => {
  const [late, soon, blocked] = await bringCoupons(owner.ctx, companyId, [
    { validUntil: '2026-12-20' },
    { validUntil: '2026-11-30' },
    { validUntil: '2026-12-01', issuerStatus: 'blocked' },
    { validUntil: '2026-11-21' },
    { validUntil: '2027-01-20' },
    { validUntil: '2026-12-01', product: 'ai95' },
  ])
  const found = await findEndingCoupons(owner.ctx, companyId, { product: 'diesel', to: '2026-12-31' }, 10)
  expect(found.map(({ id }) => id)).toEqual([soon?.id, blocked?.id, late?.id])
  expect(await findEndingCoupons(owner.ctx, companyId, { to: '2026-12-31' }, 2)).toHaveLength(2)
})

test('what coupons of an earlier release are worth is counted once, and stays right', async () => {
  await bringCoupons(owner.ctx, companyId, [{ validUntil: '2026-12-31', volume: 30_000 }])
  await cabinet.db.updateTable('coupon_totals').set({ remaining_amount: 0 }).execute()
  expect((await forecastExpiry(owner.ctx, companyId)).worth).toBe(0)
  const system = await cabinet.system()
  while (await countCouponValues(system, new AbortController().signal));
  expect((await forecastExpiry(owner.ctx, companyId)).worth).toBe(30 * 32_500)
  expect(await countCouponValues(system, new AbortController().signal)).toBe(false)
  await updateCouponValues(cabinet.db, companyId)
  expect((await forecastExpiry(owner.ctx, companyId)).worth).toBe(30 * 32_500)
})
