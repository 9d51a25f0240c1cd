import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { PickCoupons } from '#app/domain/handovers/handovers.input.server.ts'
import { MAX_SET } from '#app/domain/handovers/handovers.ts'
import { pickCoupons } from '#app/domain/handovers/picking.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { handTo } from '#tests/support/handovers.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
})
afterAll(() => cabinet.destroy())

const pickLitres = (volume: string, product = 'ai95') =>
  pickCoupons(owner.ctx, companyId, PickCoupons.parse({ product, volume }))

test('picks out of what nobody has and what works today', async () => {
  const today = businessDay(owner.ctx.now)
  const of = (litres: number, more = {}) => ({ product: 'ai95', volume: litres * 1_000, ...more })
  const [twenty, twentySeven, blocked, handed] = await bringCoupons(owner.ctx, companyId, [
    of(20, { validUntil: '2097-01-01' }),
    of(27, { validUntil: '2097-01-01' }),
    of(47, { validUntil: '2097-01-01' }),
    of(47, { validUntil: '2097-01-02' }),
    of(47, { validFrom: addDays(today, 1), validUntil: '2097-01-01' }),
    of(47, { issuerStatus: 'issued', validUntil: '2097-01-01' }),
    of(47, { qr: null, validUntil: '2097-01-01' }),
    of(47, { product: 'ai92', validUntil: '2097-01-01' }),
  ])
  await blockCoupon(owner.ctx, companyId, blocked?.id ?? 0, { reason: '' })
  await handTo(owner.ctx, companyId, [handed?.id ?? 0])
  const picked = await pickLitres('47')
  expect(picked).toMatchObject({ kind: 'set', volume: 47_000, over: 0 })
  const ids = picked.kind === 'set' ? picked.coupons.map(({ id }) => id).sort() : []
  expect(ids).toEqual([twenty?.id, twentySeven?.id].sort())
  expect(await pickLitres('30,5')).toMatchObject({ kind: 'set', volume: 47_000, over: 16_500 })
  expect(await pickLitres('47.001')).toEqual({ kind: 'short', volume: 47_000 })
  expect(await pickLitres('1', 'lpg')).toEqual({ kind: 'short', volume: 0 })
})

test.each(['0', '-1', 'x', '2001', '1.2345', ''])('%j litres are none', (volume) => {
  expect(PickCoupons.safeParse({ product: 'ai95', volume }).success).toBe(false)
})

test('what would take more coupons than go by one link is said to be so', async () => {
  const small = Array.from({ length: MAX_SET + 1 }, () => ({ product: 'ai98', volume: 1_000 }))
  await bringCoupons(owner.ctx, companyId, small)
  expect(await pickLitres(String(MAX_SET), 'ai98')).toMatchObject({ kind: 'set', over: 0 })
  expect(await pickLitres(String(MAX_SET + 1), 'ai98')).toEqual({ kind: 'many' })
})
