import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons, bringTransactions, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let ctx: Context

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  ctx = (await cabinet.client(companyId, 'viewer')).ctx
})
afterAll(() => cabinet.destroy())

test('a company with nothing has an overview of nothing', async () => {
  expect(await companyOverview(ctx, companyId)).toMatchObject({
    today: '2026-11-22',
    isEmpty: true,
    leftByProduct: [],
    left: { coupons: 0, remaining: 0 },
    cards: { active: 0, blocked: 0, expired: 0, lost: 0 },
    spent: [],
    lastTransactions: [],
    asOf: null,
  })
})

test('a company whose only coupon is blocked has something, though nothing is left', async () => {
  const other = await cabinet.company()
  const owner = (await cabinet.client(other)).ctx
  const [coupon] = await bringCoupons(owner, other, [{}])
  await blockCoupon(owner, other, coupon?.id ?? 0, { reason: '' })
  expect(await companyOverview(owner, other)).toMatchObject({ isEmpty: false, left: { coupons: 0 } })
})

test('an overview adds up what is left, what ends soon and what was bought', async () => {
  const owner = (await cabinet.client(companyId)).ctx
  const coupons = await bringCoupons(owner, companyId, [
    { product: 'diesel', volume: 20_000, validUntil: '2026-11-22' },
    { product: 'diesel', volume: 50_000, validUntil: '2026-12-22' },
    { product: 'lpg', volume: 30_000, remaining: 12_500, divisible: true, validUntil: '2026-12-23' },
    { product: 'lpg', validUntil: '2026-11-21' },
    { product: 'lpg', issuerStatus: 'redeemed' },
    { product: 'ai98', validUntil: '2027-04-30' },
  ])
  await blockCoupon(owner, companyId, coupons[5]?.id ?? 0, { reason: '' })
  await bringCards(owner, companyId, [
    {},
    {},
    { issuerStatus: 'blocked' },
    { validUntil: '2026-11-21' },
    { issuerStatus: 'lost' },
  ])
  await bringTransactions(owner, companyId, [
    { product: 'diesel', volume: 40_000, amount: 1_300_000 },
    { product: 'diesel', volume: 10_000, amount: 325_000, occurredOn: '2026-11-01' },
    { product: 'lpg', volume: 5_000, amount: 52_500, occurredOn: '2025-12-01' },
    { product: 'lpg', volume: 7_000, amount: 70_000, occurredOn: '2026-10-01' },
    { product: 'diesel', volume: 3_000, amount: 30_000, occurredOn: '2026-10-22' },
    { product: 'diesel', volume: 90_000, amount: 900_000, occurredOn: '2026-10-23' },
    { product: 'lpg', volume: 5_000, amount: 52_500, occurredOn: '2025-11-30' },
  ])

  const overview = await companyOverview(ctx, companyId)

  expect(overview.leftByProduct).toEqual([
    { product: 'diesel', coupons: 2, remaining: 70_000 },
    { product: 'lpg', coupons: 1, remaining: 12_500 },
  ])
  expect(overview.left).toEqual({ coupons: 3, remaining: 82_500 })
  expect(overview.expiringSoon).toEqual({ until: '2026-12-22', coupons: 2, remaining: 70_000 })
  expect(overview.expiringByMonth.slice(0, 2)).toEqual([
    { month: '2026-11', coupons: 1, remaining: 20_000 },
    { month: '2026-12', coupons: 2, remaining: 62_500 },
  ])
  expect(overview.cards).toEqual({ active: 2, blocked: 1, expired: 1, lost: 1 })
  expect(overview.months[0]).toBe('2025-12')
  expect(overview.months.at(-1)).toBe('2026-11')
  expect(overview.spent).toEqual(
    expect.arrayContaining([
      { month: '2026-11', product: 'diesel', transactions: 2, volume: 50_000, amount: 1_625_000 },
      { month: '2025-12', product: 'lpg', transactions: 1, volume: 5_000, amount: 52_500 },
    ]),
  )
  expect(overview.spent).toHaveLength(4)
  expect(overview.monthBefore).toEqual({ volume: 10_000, amount: 100_000 })
  expect(overview.lastTransactions).toHaveLength(7)
})

test('the last day of a long month is compared with the last of a shorter one', async () => {
  const company = await cabinet.company()
  const viewer = (await cabinet.client(company, 'viewer')).ctx
  await bringTransactions(await cabinet.system(), company, [
    { product: 'lpg', volume: 7_000, amount: 70_000, occurredOn: '2026-09-30' },
    { product: 'lpg', volume: 1_000, amount: 10_000, occurredOn: '2026-10-01' },
  ])
  const lastOfOctober = { ...viewer, now: new Date('2026-10-31T07:00:00Z') }
  const { monthBefore } = await companyOverview(lastOfOctober, company)
  expect(monthBefore).toEqual({ volume: 7_000, amount: 70_000 })
})

test('the newest eight transactions and the next six months are shown', async () => {
  const company = await cabinet.company()
  const viewer = (await cabinet.client(company, 'viewer')).ctx
  await bringTransactions(
    await cabinet.system(),
    company,
    Array.from({ length: 9 }, (_, index) => ({ receipt: String(index), volume: 1_000 })),
  )
  const { lastTransactions, expiringByMonth } = await companyOverview(viewer, company)
  expect(lastTransactions).toHaveLength(8)
  expect(expiringByMonth.map(({ month }) => month)).toEqual([
    ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04'],
  ])
})

test("security 22: another company's overview is not there; a guest's neither", async () => {
  const otherId = await cabinet.company()
  await expect(companyOverview(ctx, otherId)).rejects.toThrow('not_found')
  await expect(companyOverview(await cabinet.guest(), companyId)).rejects.toThrow('not_allowed')
})
