import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { forecastExpiry, readExpired } from '#app/domain/expiries/expiries.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { refuseServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import {
  couponRequestInput,
  ExchangeCoupons,
} from '#app/domain/service-requests/coupon-requests.input.server.ts'
import {
  couponsOfServiceRequest,
  sendCouponRequest,
} from '#app/domain/service-requests/coupon-requests.server.ts'
import { exchangeCouponsOf } from '#app/domain/service-requests/exchanging.server.ts'
import { extendCouponsOf } from '#app/domain/service-requests/extending.server.ts'
import { findServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { eventsOf } from '#tests/support/events.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'
import { bringCoupons, type NewCoupon, NOW, newCouponNumber, TODAY } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Person
let operator: Person
const bin = newBin()

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company({ bin })
  owner = await cabinet.client(companyId)
  operator = await cabinet.staff('operator')
})
afterAll(() => cabinet.destroy())

const bring = (...coupons: NewCoupon[]) => bringCoupons(owner.ctx, companyId, coupons)
const idsOf = (coupons: readonly { id: number }[]) => coupons.map(({ id }) => String(id))
const send = (
  coupons: readonly { id: number }[],
  fields: Record<string, string> = { product: 'ai95', volume: '50' },
) =>
  sendCouponRequest(
    owner.ctx,
    companyId,
    couponRequestInput(TODAY).parse({ kind: 'exchange', ids: idsOf(coupons), ...fields }),
  )
const exchange = (id: number, coupons: readonly { id: number }[], numbers = '') =>
  exchangeCouponsOf(
    operator.ctx,
    id,
    ExchangeCoupons.parse({ couponIds: idsOf(coupons), numbers, answer: 'Обмен по письму' }),
  )
const find = (id: number) => findCoupon(owner.ctx, companyId, id)
const register = (number: string, status: string) =>
  bringIn(
    operator.ctx,
    'coupons',
    csv('Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус', [
      [number, bin, 'ДТ', '20,00', '325,00', '01.09.2026', '31.12.2027', status],
    ]),
  )

describe('an exchange', () => {
  test('ends the old coupons with their history, and names the new ones, here or to come', async () => {
    const set = await bring({ validUntil: '2026-12-01' }, { validUntil: '2026-11-01' })
    const [here] = await bring({ product: 'ai95', volume: 50_000 })
    const coming = newCouponNumber()
    const id = await send(set)
    expect(await findServiceRequest(owner.ctx, companyId, id)).toMatchObject({
      ...{ kind: 'exchange', wanted_product: 'ai95', wanted_volume: 50_000, wanted_until: null },
    })
    const before = await forecastExpiry(owner.ctx, companyId)
    const burnt = await readExpired(owner.ctx, companyId)
    expect(await exchange(id, set, `${here?.number}\n ${coming}, ${coming}`)).toEqual({
      ...{ exchanged: 2, kept: 0, given: 2 },
    })
    for (const coupon of set) {
      const now = await find(coupon.id)
      expect(now).toMatchObject({ state: 'exchanged', remaining: 20_000, open: 0 })
      expect(now.decision).toMatchObject({ status: 'declined' })
      expect(now.history.find(({ what }) => what === 'exchanged')).toMatchObject({
        reason: 'Обмен по письму',
      })
    }
    // Neither the stock nor what has burnt counts them any more.
    expect(before.remaining - (await forecastExpiry(owner.ctx, companyId)).remaining).toBe(20_000)
    expect(burnt.remaining - (await readExpired(owner.ctx, companyId)).remaining).toBe(20_000)
    const rows = await couponsOfServiceRequest(owner.ctx, companyId, id)
    expect(rows.map(({ outcome, id }) => `${outcome} ${id !== null}`).sort()).toEqual([
      ...['exchanged true', 'exchanged true', 'given false', 'given true'],
    ])
    await register(coming, 'Действует')
    const later = await couponsOfServiceRequest(owner.ctx, companyId, id)
    expect(later.find(({ number }) => number === coming)).toMatchObject({
      outcome: 'given',
      remaining: 20_000,
    })
    expect((await cabinet.lettersTo(owner.email)).at(-1)?.text).toContain('Обмен по письму')
  })

  test.each([1, 2])('of %d coupons is told to open pages, each coupon’s own too', async (count) => {
    const set = await bring(...Array.from({ length: count }, () => ({})))
    const told = [
      {
        kind: 'coupon.changed',
        company_id: companyId,
        card_id: null,
        coupon_id: count === 1 ? set[0]?.id : null,
      },
    ]
    const later = await sendCouponRequest(
      owner.ctx,
      companyId,
      couponRequestInput(TODAY).parse({ kind: 'extension', ids: idsOf(set), until: '2027-06-30' }),
    )
    const extension = {
      couponIds: set.map(({ id }) => id),
      until: '2027-06-30',
      withOutages: false,
      answer: 'yes',
    }
    expect(await eventsOf(cabinet, () => extendCouponsOf(operator.ctx, later, extension))).toEqual(told)
    const id = await send(set)
    expect(await eventsOf(cabinet, () => exchange(id, set))).toEqual(told)
  })

  test.each<[string, NewCoupon]>([
    ['was used', { issuerStatus: 'redeemed', remaining: 0 }],
    ['was used in part', { remaining: 7_000 }],
    ['is over', { validUntil: '2026-11-21' }],
    ['was cancelled', { issuerStatus: 'cancelled' }],
  ])('gives no coupon that %s, and the old one stays', async (_what, facts) => {
    const [old, unfit] = await bring({}, facts)
    if (!old || !unfit) throw new Error('no coupons')
    const id = await send([old])
    await expect(exchange(id, [old], unfit.number)).rejects.toMatchObject({ code: 'coupon_number_taken' })
    expect((await find(old.id)).state).toBe('active')
  })

  test('gives a coupon once, here or to come, also when two decide at once', async () => {
    const olds = await bring({}, {}, {}, {})
    const [here] = await bring({})
    for (const number of [here?.number ?? '', newCouponNumber()]) {
      const [one, other] = [olds.pop(), olds.pop()]
      if (!one || !other) throw new Error('no coupons')
      const [first, second] = [await send([one]), await send([other])]
      const both = await Promise.allSettled([
        exchange(first, [one], number),
        exchange(second, [other], number),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'coupon_number_taken' },
      })
      expect([(await find(one.id)).state, (await find(other.id)).state].sort()).toEqual([
        'active',
        'exchanged',
      ])
    }
  })

  test('leaves what is not ticked, what was used, and what a pump holds', async () => {
    const [given, left, held] = await bring({}, {}, {})
    if (!given || !left || !held) throw new Error('no coupons')
    const id = await send([given, left, held])
    const until = new Date(NOW.getTime() + 600_000)
    await cabinet.db
      .updateTable('coupons')
      .set({ held: 20_000, hold_until: until })
      .where('id', '=', held.id)
      .execute()
    expect(await exchange(id, [given, held])).toEqual({ exchanged: 1, kept: 2, given: 0 })
    expect(await find(left.id)).toMatchObject({ state: 'active' })
    expect((await find(held.id)).status).toBe('active')
    const again = await send([held])
    await expect(exchange(again, [held])).rejects.toMatchObject({ code: 'coupon_at_pump' })
    expect(await findServiceRequest(owner.ctx, companyId, again)).toMatchObject({ status: 'sent' })
  })

  test('gives no coupon of another company, nor one of the set itself', async () => {
    const [coupon] = await bring({})
    const [theirs] = await bringCoupons(owner.ctx, await cabinet.company(), [{}])
    if (!coupon || !theirs) throw new Error('no coupons')
    const id = await send([coupon])
    for (const number of [theirs.number, coupon.number])
      await expect(exchange(id, [coupon], number)).rejects.toMatchObject({
        ...{ code: 'coupon_number_taken', field: 'numbers' },
      })
    expect(await find(coupon.id)).toMatchObject({ state: 'active' })
    const problems = ExchangeCoupons.safeParse({ couponIds: ['1'], numbers: 'ab\n1', answer: '' }).error
      ?.issues
    expect(problems?.map(({ path }) => path[0])).toEqual(['numbers', 'numbers', 'answer'])
  })

  test('is of coupons of its set only, for a fuel that is sold', async () => {
    const [coupon, other] = await bring({}, {})
    if (!coupon || !other) throw new Error('no coupons')
    const id = await send([coupon])
    await expect(exchange(id, [coupon, other])).rejects.toMatchObject({ code: 'coupon_not_found' })
    for (const one of [coupon, other]) expect(await find(one.id)).toMatchObject({ state: 'active' })
    await expect(send([other], { product: 'coal', volume: '50' })).rejects.toMatchObject({
      ...{ code: 'product_not_found', field: 'product' },
    })
  })

  test('is decided once, and not as an extension', async () => {
    const [coupon] = await bring({})
    if (!coupon) throw new Error('no coupon')
    const id = await send([coupon])
    const extension = { couponIds: [coupon.id], until: '2027-06-30', withOutages: true, answer: 'yes' }
    await expect(extendCouponsOf(operator.ctx, id, extension)).rejects.toMatchObject({
      code: 'service_request_not_found',
    })
    const outcomes = await Promise.allSettled([
      exchange(id, [coupon]),
      exchange(id, [coupon]),
      refuseServiceRequest(operator.ctx, id, { reason: 'no' }),
    ])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await cabinet.actions({ kind: 'coupon', id: coupon.id })).length).toBeLessThanOrEqual(1)
  })

  test('is not taken back by a register that calls the coupon usable; another end counts', async () => {
    const [one, other] = await bring({}, {})
    if (!one || !other) throw new Error('no coupons')
    await exchange(await send([one, other]), [one, other])
    await register(one.number, 'Действует')
    await register(other.number, 'Погашен')
    expect(await find(one.id)).toMatchObject({ state: 'exchanged', open: 0 })
    expect(await find(other.id)).toMatchObject({ status: 'redeemed' })
  })
})
