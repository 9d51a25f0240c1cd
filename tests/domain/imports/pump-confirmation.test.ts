import { afterAll, beforeAll, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import {
  findDiscrepancy,
  listDiscrepancies,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import { newMerge } from '#app/domain/imports/merging/merges.server.ts'
import type { CouponRecord, TransactionRecord } from '#app/domain/imports/parsing/records.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { redeem, reverseAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet, newBin } from '#tests/support/fixtures.ts'
import { discrepanciesOf, fuelAsked, litresOf, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let staff: Context
let pump: Context
let companyId: CompanyId
let bin: string
let station: string
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('administrator')).ctx
  pump = await pumpOf(cabinet)
  bin = newBin()
  companyId = await cabinet.company({ bin })
  station = await cabinet.station()
})
afterAll(() => cabinet.destroy())

async function merge(record: TransactionRecord) {
  return transact(staff, async (ctx) => {
    const merging = newMerge('transactions', 1, {})
    const result = await merging.mergeBatch(ctx, [{ row: 2, record, cells: () => [] }], { write: true })
    await merging.finish(ctx)
    return { added: result.added, changed: result.changed, same: result.same, faults: result.faults }
  })
}

/** Redeemed at a pump, and as the issuer's register tells of it the next day. */
async function redeemed(changes: Partial<TransactionRecord> = {}) {
  const payload = `confirmed-${++made}`
  const [coupon] = await bringCoupons(staff, companyId, [{ qr: payload }])
  const receipt = `00${100 + made}`
  const asked = { ...fuelAsked(station, { by: 'qr' as const, payload }), pos: '2', receipt }
  const answer = await redeem(pump, asked)
  const occurredAt = answer.completedAt ?? new Date()
  const clock = almatyWallClock(occurredAt)
  const told: TransactionRecord = {
    operation: 'sale',
    operationId: null,
    localDate: clock.slice(0, 10),
    localTime: clock.slice(11),
    occurredAt,
    number: coupon?.number ?? '',
    masked: null,
    bin,
    station,
    stationName: null,
    stationAddress: null,
    cashDesk: '2',
    product: 'diesel',
    volume: 20_000,
    price: 32_500,
    amount: 650_000,
    receipt: receipt.slice(2),
    ...changes,
  }
  return { coupon, asked, told }
}

async function rowsOf(couponId: number | undefined) {
  return cabinet.db
    .selectFrom('transactions')
    .selectAll()
    .where('coupon_id', '=', couponId ?? 0)
    .execute()
}

test('a register confirms what a pump wrote instead of doubling it', async () => {
  const { coupon, told } = await redeemed()
  expect(await merge(told)).toEqual({ added: 0, changed: 0, same: 1, faults: [] })
  const [row, ...others] = await rowsOf(coupon?.id)
  expect(others).toEqual([])
  expect(row).toMatchObject({ source: 'pump', volume: 20_000, amount: 650_000 })
  expect(row?.confirmed_at).not.toBeNull()
  expect(await discrepanciesOf(cabinet, companyId)).toEqual([])
})

test('by its operation id, whatever receipt and cash desk the register names', async () => {
  const { coupon, told, asked } = await redeemed()
  const other = { ...told, operationId: asked.operationId, receipt: '9', cashDesk: '7' }
  expect(await merge(other)).toMatchObject({ added: 0, faults: [] })
  expect(await rowsOf(coupon?.id)).toHaveLength(1)
})

test('the price that the pump knew stays', async () => {
  const { coupon, told } = await redeemed()
  expect(await merge({ ...told, price: 32_400 })).toMatchObject({ added: 0, changed: 0, same: 1 })
  expect(await rowsOf(coupon?.id)).toMatchObject([{ price: 32_500, amount: 650_000 }])
})

test('a price that no pump knew comes from the register, with its sum', async () => {
  const [card] = await bringCards(staff, companyId, [{}])
  const number = card?.number ?? ''
  const asked = { ...fuelAsked(station, { by: 'card' as const, number }), volume: 20_000, receipt: '77001' }
  await redeem(pump, asked)
  const rows = () =>
    cabinet.db
      .selectFrom('transactions')
      .selectAll()
      .where('card_id', '=', card?.id ?? 0)
  expect(await rows().execute()).toMatchObject([{ price: 0, amount: 0 }])
  const { told } = await redeemed()
  const operationId = asked.operationId
  expect(await merge({ ...told, number, operationId, receipt: '77001' })).toMatchObject({
    added: 0,
    changed: 1,
  })
  expect(await rows().execute()).toMatchObject([{ price: 32_500, amount: 650_000, source: 'pump' }])
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
})

test.each([
  ['litres', { volume: 18_000, amount: 585_000 }],
  ['product', { product: 'ai95' }],
  ['sum', { amount: 700_000 }],
])('other %s are a discrepancy, and the transaction stays', async (_, changes) => {
  const before = (await discrepanciesOf(cabinet, companyId)).length
  const { coupon, told } = await redeemed()
  expect(await merge({ ...told, ...changes })).toMatchObject({ added: 0, changed: 0, same: 1 })
  await merge({ ...told, ...changes })
  expect(await rowsOf(coupon?.id)).toMatchObject([{ volume: 20_000, amount: 650_000, product: 'diesel' }])
  expect((await discrepanciesOf(cabinet, companyId)).slice(before)).toEqual(['register_differs'])
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
})

test('a register that does not know of a fill yet brings no litres back', async () => {
  const payload = `divisible-${++made}`
  const [coupon] = await bringCoupons(staff, companyId, [{ qr: payload, divisible: true }])
  await redeem(pump, { ...fuelAsked(station, { by: 'qr', payload }), volume: 12_000 })
  const record: CouponRecord = {
    number: coupon?.number ?? '',
    bin,
    product: 'diesel',
    volume: 20_000,
    remaining: 20_000,
    divisible: true,
    price: 32_500,
    validFrom: '2026-09-01',
    validUntil: '2027-02-28',
    status: 'active',
    batch: null,
    qr: payload,
  }
  await transact(staff, async (ctx) => {
    const merging = newMerge('coupons', 1, {})
    await merging.mergeBatch(ctx, [{ row: 2, record, cells: () => [] }], { write: true })
    await merging.finish(ctx)
  })
  const row = await cabinet.db
    .selectFrom('coupons')
    .select(['remaining', 'used'])
    .where('id', '=', coupon?.id ?? 0)
    .executeTakeFirstOrThrow()
  expect(row).toEqual({ remaining: 8_000, used: 12_000 })
})

/** What staff decide on what the register says of a coupon's 20 litres. */
async function taken(changes: Partial<TransactionRecord>) {
  const { coupon, asked, told } = await redeemed()
  await merge({ ...told, ...changes })
  const { discrepancies } = await listDiscrepancies(staff, { status: 'open' })
  const id = discrepancies[0]?.id ?? 0
  const { chargeable } = await findDiscrepancy(staff, id)
  return { id, coupon, asked, told: { ...told, ...changes }, chargeable }
}

test('fewer litres of the register take the place of the pump’s when staff decide so: a coupon gets the rest back', async () => {
  const { id, coupon, asked, told, chargeable } = await taken({ volume: 18_000, amount: 585_000 })
  expect(chargeable).toEqual({ volume: 18_000, amount: 585_000 })
  const settled = await Promise.allSettled(
    [1, 2, 3].map((turn) => settleDiscrepancy(staff, id, { reason: `Акт ${turn}`, charge: 18_000 })),
  )
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await rowsOf(coupon?.id)).toMatchObject([
    { operation: 'sale', volume: 20_000, amount: 650_000 },
    { operation: 'correction', volume: -2_000, amount: -65_000 },
  ])
  expect(await litresOf(cabinet, coupon?.id ?? 0)).toMatchObject({ left: 2_000, used: 18_000, lapsed: 0 })
  // The next register says the same again.
  await merge(told)
  expect(await rowsOf(coupon?.id)).toHaveLength(2)
  expect(
    (await listDiscrepancies(staff, { status: 'open' })).discrepancies.some((one) => one.id === id),
  ).toBe(false)
  expect(await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })).toMatchObject({
    reversed: 18_000,
  })
})

test('more litres than a coupon has are taken as far as it has them', async () => {
  const { chargeable } = await taken({ volume: 25_000, amount: 812_500 })
  expect(chargeable).toBeNull()
})

test('another product and sum of a card count in place of the pump’s, with its limits, its wallet and its reversals', async () => {
  const [card] = await bringCards(staff, companyId, [
    { scheme: 'wallet_money', balance: 2_000_000, dailyLimit: 100_000, limitUnit: 'ml' },
  ])
  if (!card) throw new Error('no card')
  const { asked, told } = await redeemed()
  const onCard = {
    ...fuelAsked(station, { by: 'card' as const, number: card.number }),
    ...{ volume: 20_000, price: 32_500, pos: '2', receipt: `${asked.receipt}9` },
  }
  await redeem(pump, onCard)
  await reverseAuthorization(pump, onCard.operationId, { reason: 'Пролив', volume: 5_000 })
  const changes = {
    number: card.number,
    receipt: onCard.receipt,
    product: 'ai95',
    volume: 22_000,
    amount: 700_000,
  }
  await merge({ ...told, ...changes })
  const id = (await listDiscrepancies(staff, { status: 'open' })).discrepancies[0]?.id ?? 0
  expect((await findDiscrepancy(staff, id)).chargeable).toEqual({ volume: 22_000, amount: 700_000 })
  await expect(settleDiscrepancy(staff, id, { reason: 'x', charge: 20_000 })).rejects.toThrow(
    'charge_changed',
  )
  await settleDiscrepancy(staff, id, { reason: 'Сверка', charge: 22_000 })
  const rows = await cabinet.db
    .selectFrom('transactions')
    .select(['operation', 'product', 'volume', 'amount'])
    .where('card_id', '=', card.id)
    .orderBy('id')
    .execute()
  expect(rows).toEqual([
    { operation: 'sale', product: 'diesel', volume: 20_000, amount: 650_000 },
    { operation: 'return', product: 'diesel', volume: -5_000, amount: -162_500 },
    { operation: 'correction', product: 'diesel', volume: -15_000, amount: -487_500 },
    { operation: 'correction', product: 'ai95', volume: 22_000, amount: 700_000 },
  ])
  const found = await findCard(staff, companyId, card.id)
  expect(found).toMatchObject({ balance: 1_300_000, limits: [{ used: 22_000, left: 78_000 }] })
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
})

/** What a pump fuelled on a card without a price, and what the register says of it, as an open discrepancy. */
async function unpricedOnCard(changes: Partial<TransactionRecord>) {
  const [card] = await bringCards(staff, companyId, [{ scheme: 'wallet_litres', balance: 100_000 }])
  if (!card) throw new Error('no card')
  const { told } = await redeemed()
  const asked = { ...fuelAsked(station, { by: 'card' as const, number: card.number }), volume: 20_000 }
  const receipt = `77${++made}`
  await redeem(pump, { ...asked, pos: '2', receipt })
  await merge({ ...told, number: card.number, receipt, ...changes })
  const id = (await listDiscrepancies(staff, { status: 'open' })).discrepancies[0]?.id ?? 0
  const rows = () =>
    cabinet.db
      .selectFrom('transactions')
      .select(['operation', 'product', 'volume', 'amount'])
      .where('card_id', '=', card.id)
      .orderBy('id')
      .execute()
  return { id, asked, card, rows }
}

test('of fuel without a price the register’s litres and its sum count, also in the wallet of litres', async () => {
  const { id, asked, card, rows } = await unpricedOnCard({ volume: 18_000, amount: 585_000 })
  expect((await findDiscrepancy(staff, id)).chargeable).toEqual({ volume: 18_000, amount: 585_000 })
  await settleDiscrepancy(staff, id, { reason: 'Сверка', charge: 18_000 })
  expect(await rows()).toEqual([
    { operation: 'sale', product: 'diesel', volume: 20_000, amount: 0 },
    { operation: 'correction', product: 'diesel', volume: -2_000, amount: 585_000 },
  ])
  expect(await findCard(staff, companyId, card.id)).toMatchObject({ balance: 82_000 })
  expect(await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })).toMatchObject({
    reversed: 18_000,
  })
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
})

test('a register that names another sum of a coupon changes nothing: its litres cost what they were bought for', async () => {
  const { id, coupon, chargeable } = await taken({ amount: 700_000 })
  expect(chargeable).toBeNull()
  await expect(settleDiscrepancy(staff, id, { reason: 'x', charge: 20_000 })).rejects.toThrow(
    'charge_changed',
  )
  await settleDiscrepancy(staff, id, { reason: 'Цена талона', charge: 0 })
  expect(await rowsOf(coupon?.id)).toMatchObject([{ volume: 20_000, amount: 650_000 }])
})

test('more litres of a coupon count as far as it has them, at its own price', async () => {
  const payload = `more-${++made}`
  const [coupon] = await bringCoupons(staff, companyId, [{ qr: payload, divisible: true }])
  const { told } = await redeemed()
  const receipt = `88${made}`
  await redeem(pump, {
    ...fuelAsked(station, { by: 'qr', payload }),
    ...{ volume: 12_000, pos: '2', receipt },
  })
  await merge({ ...told, number: coupon?.number ?? '', receipt, volume: 25_000, amount: 900_000 })
  const id = (await listDiscrepancies(staff, { status: 'open' })).discrepancies[0]?.id ?? 0
  expect((await findDiscrepancy(staff, id)).chargeable).toEqual({ volume: 20_000, amount: 650_000 })
  await settleDiscrepancy(staff, id, { reason: 'Сверка', charge: 20_000 })
  expect(await rowsOf(coupon?.id)).toMatchObject([
    { operation: 'sale', volume: 12_000, amount: 390_000 },
    { operation: 'correction', volume: 8_000, amount: 260_000 },
  ])
  expect(await litresOf(cabinet, coupon?.id ?? 0)).toMatchObject({ left: 0, used: 20_000, lapsed: 0 })
})

test('what was taken back before the decision counts: the register’s figures are what is left in the end', async () => {
  const same = await taken({ volume: 18_000, amount: 585_000 })
  await reverseAuthorization(pump, same.asked.operationId, { reason: 'Пролив', volume: 2_000 })
  expect((await findDiscrepancy(staff, same.id)).chargeable).toBeNull()

  const { id, asked, coupon } = await taken({ volume: 18_000, amount: 585_000 })
  await reverseAuthorization(pump, asked.operationId, { reason: 'Пролив', volume: 5_000 })
  await settleDiscrepancy(staff, id, { reason: 'Сверка', charge: 18_000 })
  expect(await rowsOf(coupon?.id)).toMatchObject([
    { operation: 'sale', volume: 20_000, amount: 650_000 },
    { operation: 'return', volume: -5_000, amount: -162_500 },
    { operation: 'correction', volume: 3_000, amount: 97_500 },
  ])
  expect(await litresOf(cabinet, coupon?.id ?? 0)).toMatchObject({ used: 18_000 })
  // What is taken back later is all that is left, and no more.
  await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка', reversalId: 'rest' })
  expect(await litresOf(cabinet, coupon?.id ?? 0)).toMatchObject({ used: 0, left: 20_000 })
  const rows = await rowsOf(coupon?.id)
  expect(rows.reduce((sum, { volume }) => sum + volume, 0)).toBe(0)
  expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
})
