import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { setSuspicion } from '#app/domain/signals/suspicions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Context
let owner: Context
let pump: Context
let companyId: CompanyId
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(() => cabinet.destroy())

const suspected = { status: 'declined', code: 'suspected_fraud', whose: 'issuer' }
const mark = { to: 'suspected', reason: 'Заправки в двух городах за час' } as const
const clear = { to: 'cleared', reason: 'Два водителя' } as const

describe('a card that staff suspect', () => {
  test('is declined at once, says so to the client, and works again when the mark is gone', async () => {
    const [card] = await bringCards(staff, companyId, [{}])
    if (!card) throw new Error('no card')
    const instrument = { kind: 'card', id: card.id } as const
    const asked = () => ({
      ...fuelAsked(station, { by: 'card' as const, number: card.number }),
      volume: 5_000,
    })
    const held = asked()
    expect(await authorize(pump, held)).toMatchObject({ status: 'held' })
    await setSuspicion(staff, companyId, instrument, mark)
    await setSuspicion(staff, companyId, instrument, { ...mark, reason: 'Второй раз' })
    expect(await authorize(pump, asked())).toMatchObject(suspected)
    expect(await checkFuel(pump, asked())).toMatchObject(suspected)
    expect(await completeAuthorization(pump, held.operationId, { volume: 5_000 })).toMatchObject({
      ...{ status: 'completed', discrepancies: [] },
    })
    expect(await findCard(owner, companyId, card.id)).toMatchObject({ decision: suspected })
    expect(await findCard(staff, companyId, card.id)).toMatchObject({ suspicion: mark.reason })
    await setSuspicion(staff, companyId, instrument, clear)
    await setSuspicion(staff, companyId, instrument, clear)
    expect(await authorize(pump, asked())).toMatchObject({ status: 'held' })
    expect(await cabinet.actions({ kind: 'card', id: card.id })).toEqual(['card.suspected', 'card.cleared'])
  })

  test('tells the reason to staff alone', async () => {
    const [card] = await bringCards(staff, companyId, [{}])
    if (!card) throw new Error('no card')
    await setSuspicion(staff, companyId, { kind: 'card', id: card.id }, mark)
    const seen = async (ctx: Context) => (await findCard(ctx, companyId, card.id)).history[0]
    expect(await seen(owner)).toMatchObject({ what: 'suspected', reason: null })
    expect(await seen(staff)).toMatchObject({ what: 'suspected', reason: mark.reason })
  })

  test("is no other company's", async () => {
    const [card] = await bringCards(staff, companyId, [{}])
    const other = await cabinet.company()
    await expect(setSuspicion(staff, other, { kind: 'card', id: card?.id ?? 0 }, mark)).rejects.toThrow(
      'card_not_found',
    )
  })
})

test('the history of staff names a card by its masked number, and a coupon by its whole one', async () => {
  const [card] = await bringCards(staff, companyId, [{}])
  const [coupon] = await bringCoupons(staff, companyId, [{}])
  if (!card || !coupon) throw new Error('no card, no coupon')
  for (const instrument of [
    { kind: 'card', id: card.id },
    { kind: 'coupon', id: coupon.id },
  ] as const)
    for (const change of [mark, clear]) await setSuspicion(staff, companyId, instrument, change)
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'data'])
    .where('subject_id', 'in', [card.id, coupon.id])
    .where('action', 'in', ['card.suspected', 'card.cleared', 'coupon.suspected', 'coupon.cleared'])
    .orderBy('id', 'desc')
    .limit(4)
    .execute()
  const told = rows.toReversed().map(({ action, data }) => [action, JSON.parse(String(data)).number])
  const masked = `••••\u00A0${card.number.slice(-4)}`
  expect(told).toEqual([
    ['card.suspected', masked],
    ['card.cleared', masked],
    ['coupon.suspected', coupon.number],
    ['coupon.cleared', coupon.number],
  ])
})

test('a coupon that staff suspect is declined, and its QR code is not shown', async () => {
  const [coupon] = await bringCoupons(staff, companyId, [{ qr: 'suspected' }])
  if (!coupon) throw new Error('no coupon')
  const instrument = { kind: 'coupon', id: coupon.id } as const
  await setSuspicion(staff, companyId, instrument, mark)
  expect(await authorize(pump, fuelAsked(station, { by: 'qr', payload: 'suspected' }))).toMatchObject(
    suspected,
  )
  expect(await findCoupon(owner, companyId, coupon.id)).toMatchObject({ decision: suspected })
  await expect(showCouponQr(owner, companyId, coupon.id)).rejects.toThrow('coupon_not_usable')
  await setSuspicion(staff, companyId, instrument, clear)
  expect(await showCouponQr(owner, companyId, coupon.id)).toMatchObject({ code: expect.any(String) })
  expect(await authorize(pump, fuelAsked(station, { by: 'qr', payload: 'suspected' }))).toMatchObject({
    status: 'held',
  })
})
