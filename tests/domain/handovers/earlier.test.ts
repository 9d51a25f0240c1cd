import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChosenCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { findEarlierCoupons } from '#app/domain/handovers/earlier.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCoupons, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
})
afterAll(() => cabinet.destroy())

test('whoever gives away what ends later is told of free coupons that end sooner', async () => {
  const [late, soon, alike, other] = await bringCoupons(owner.ctx, companyId, [
    { validUntil: '2027-02-28' },
    { validUntil: '2026-12-31', volume: 50_000 },
    { validUntil: '2027-02-28' },
    { validUntil: '2026-12-01', product: 'ai95' },
    // Nobody can give these away.
    { validUntil: '2026-11-30', issuerStatus: 'blocked' },
    { validUntil: '2026-11-21' },
    { validUntil: '2026-11-30', validFrom: '2026-11-25' },
  ])
  const earlierThan = async (...chosen: ({ id: number } | undefined)[]) => {
    const ids = chosen.map((coupon) => coupon?.id ?? 0)
    return findEarlierCoupons(owner.ctx, companyId, await findChosenCoupons(owner.ctx, companyId, ids))
  }
  const sooner = { product: 'diesel', until: '2026-12-31' }
  expect(await earlierThan(late)).toEqual([{ ...sooner, volume: 20_000 }])
  expect(await earlierThan(late, alike, other)).toEqual([{ ...sooner, volume: 40_000 }])
  expect(await earlierThan(soon)).toEqual([])
  expect(await earlierThan(soon, late)).toEqual([])
  expect(await earlierThan(other)).toEqual([])
})
