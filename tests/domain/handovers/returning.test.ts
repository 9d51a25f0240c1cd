import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { readDriverLink, showToDriver } from '#app/domain/handovers/driver-link.server.ts'
import { findHandover, holdersOf, listHandovers } from '#app/domain/handovers/handovers.server.ts'
import { pickCoupons } from '#app/domain/handovers/picking.server.ts'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import { returnCoupon, returnSome } from '#app/domain/handovers/returning.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { authorize, redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { give, newDriver, newVehicle } from '#tests/support/fleet.ts'
import { handTo } from '#tests/support/handovers.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let station: string
let payloads = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

async function coupons(count: number) {
  const made = Array.from({ length: count }, () => ({ qr: `returned-payload-${++payloads}` }))
  const rows = await bringCoupons(owner.ctx, companyId, made)
  return rows.map((row, at) => ({ ...row, payload: made[at]?.qr ?? '' }))
}
async function three() {
  const [one, two, three] = await coupons(3)
  if (!one || !two || !three) throw new Error('no coupons')
  return { one, two, three, ids: [one.id, two.id, three.id] }
}
const find = (id: number) => findHandover(owner.ctx, companyId, id)
const some = (id: number, ...ids: number[]) => returnSome(owner.ctx, companyId, id, ids)
const assigned = async (id: number) =>
  (await listAssignments(owner.ctx, companyId, { kind: 'coupon', id }))
    .filter(({ ends_at }) => ends_at === null)
    .map(({ subject, name }) => `${subject} ${name}`)
const asked = (payload: string) => fuelAsked(station, { by: 'qr', payload })
const fuel = { volume: 20_000, price: 32_500 }
const code = async (promise: Promise<unknown>) => promise.then(() => 'done').catch((error) => error.code)

describe('some coupons of a hand-over', () => {
  test('come back, and the driver keeps the others by the same link', async () => {
    const { one, two, three: third, ids } = await three()
    const { id, token } = await handTo(owner.ctx, companyId, ids)
    const { phone } = await showToDriver(await cabinet.guest(), token, { phone: undefined, position: 1 })
    expect(await some(id, one.id)).toEqual({ name: 'Ким Олег', coupons: 1 })
    const handover = await find(id)
    expect(handover.state).toBe('opened')
    expect(handover.coupons.map((coupon) => [coupon.id, coupon.is_returned, coupon.state])).toEqual([
      [one.id, 1, 'active'],
      [two.id, 0, 'active'],
      [third.id, 0, 'active'],
    ])
    expect([...(await holdersOf(owner.ctx, companyId, ids)).keys()].sort()).toEqual([two.id, third.id].sort())
    // His link shows it no more, and a station declines the code that he has seen.
    const pressed = await showToDriver(await cabinet.guest(), token, { phone, position: 1 })
    expect(pressed.shown).toBeNull()
    expect((await showToDriver(await cabinet.guest(), token, { phone, position: 2 })).shown).not.toBeNull()
    const pump = await pumpOf(cabinet)
    const answer = await authorize(pump, asked(one.payload))
    expect(answer).toMatchObject({ status: 'declined', code: 'driver_link_revoked' })
    // It can be given to somebody else, and is whose it is now.
    const again = await handTo(owner.ctx, companyId, [one.id], { driverName: 'Серик' })
    expect((await find(again.id)).coupons[0]).toMatchObject({ id: one.id, is_returned: 0 })
    expect((await find(id)).coupons[0]).toMatchObject({ id: one.id, is_returned: 1 })
    expect(await cabinet.actions({ kind: 'handover', id })).toContain('handover.coupons_returned')
  })

  test('what the driver keeps decides how the hand-over ends', async () => {
    const { one, two, three: third, ids } = await three()
    const { id } = await handTo(owner.ctx, companyId, ids)
    await some(id, one.id)
    const pump = await pumpOf(cabinet)
    for (const { payload } of [two, third]) await redeem(pump, { ...asked(payload), ...fuel })
    const { rows } = await listHandovers(owner.ctx, companyId, {})
    const listed = rows.find((row) => row.id === id)
    expect(listed).toMatchObject({ state: 'used', coupons: 2, redeemed: 2, volume: 40_000, left: 0 })
    expect((await find(id)).state).toBe('used')
    expect(await code(some(id, one.id))).toBe('handover_over')
  })

  test('the last ones that come back end it', async () => {
    const { one, two, three: third, ids } = await three()
    const { id, token } = await handTo(owner.ctx, companyId, ids)
    await some(id, one.id)
    await some(id, two.id, third.id)
    expect((await find(id)).state).toBe('returned')
    expect((await readDriverLink(await cabinet.guest(), token, undefined)).kind).toBe('dead')
    expect(await holdersOf(owner.ctx, companyId, ids)).toEqual(new Map())
  })

  test('coupons that are none of the hand-over are not returned', async () => {
    const { one, two, three: free } = await three()
    const { id } = await handTo(owner.ctx, companyId, [one.id, two.id])
    expect(await code(some(id, free.id))).toBe('coupon_not_usable')
    expect(await code(some(id))).toBe('coupon_not_usable')
    expect((await holdersOf(owner.ctx, companyId, [one.id, two.id])).size).toBe(2)
  })

  test('a form that arrives twice, and a recall at the same time, take each back once', async () => {
    const { one, two, ids } = await three()
    const { id } = await handTo(owner.ctx, companyId, ids)
    await Promise.allSettled([
      ...[some(id, one.id), some(id, one.id), some(id, one.id, two.id)],
      recallHandover(owner.ctx, companyId, id),
    ])
    for (const couponId of ids) {
      const actions = await cabinet.actions({ kind: 'coupon', id: couponId })
      expect(actions.filter((action) => action === 'coupon.taken_back').length).toBeLessThanOrEqual(1)
    }
    expect(await code(some(id, 1))).toMatch(/^(coupon_not_usable|handover_over)$/)
  })
})

describe('one coupon', () => {
  test('comes back from a link, with what it is assigned to', async () => {
    const [driver, vehicle] = [
      await newDriver(owner.ctx, companyId, { name: 'Асхат Нұрлан' }),
      await newVehicle(owner.ctx, companyId),
    ]
    const { one, ids } = await three()
    await handTo(owner.ctx, companyId, ids, { driverId: String(driver), vehicleId: String(vehicle) })
    expect(await assigned(one.id)).toHaveLength(2)
    expect(await returnCoupon(owner.ctx, companyId, one.id)).toEqual({ number: one.number })
    expect(await assigned(one.id)).toEqual([])
    expect(await assigned(ids[1] ?? 0)).toHaveLength(2)
    const picked = await pickCoupons(owner.ctx, companyId, { product: 'diesel', volume: 20_000 })
    expect(picked.kind).toBe('set')
    const { history } = await findCoupon(owner.ctx, companyId, one.id)
    expect(history.some(({ what }) => what === 'taken_back')).toBe(true)
  })

  test('comes back from the list of assignments alone', async () => {
    const driver = await newDriver(owner.ctx, companyId, { name: 'Болат Сейт' })
    const { one } = await three()
    await give(owner.ctx, companyId, { kind: 'coupon', id: one.id }, { driver })
    await returnCoupon(owner.ctx, companyId, one.id)
    expect(await assigned(one.id)).toEqual([])
    expect(await code(returnCoupon(owner.ctx, companyId, one.id))).toBe('coupon_is_free')
  })

  test('of another company is not there', async () => {
    const [theirs] = await bringCoupons(owner.ctx, await cabinet.company(), [{}])
    expect(await code(returnCoupon(owner.ctx, companyId, theirs?.id ?? 0))).toBe('coupon_not_found')
  })
})

test('a recall leaves an assignment alone that somebody made meanwhile', async () => {
  const [first, second] = [
    await newDriver(owner.ctx, companyId, { name: 'Первый' }),
    await newDriver(owner.ctx, companyId, { name: 'Второй' }),
  ]
  const { one, two, ids } = await three()
  const { id } = await handTo(owner.ctx, companyId, ids, { driverId: String(first) })
  await give(owner.ctx, companyId, { kind: 'coupon', id: one.id }, { driver: second })
  await recallHandover(owner.ctx, companyId, id)
  expect(await assigned(one.id)).toEqual(['driver Второй'])
  expect(await assigned(two.id)).toEqual([])
})
