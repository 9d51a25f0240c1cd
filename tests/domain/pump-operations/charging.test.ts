import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  findDiscrepancy,
  listDiscrepancies,
  settleDiscrepancy,
} from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  completeAuthorization,
  readAuthorization,
  recordOffline,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, litresOf, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons, type NewCard, type NewCoupon } from '#tests/support/registers.ts'
import { driftOfCouponTotals, driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let staff: Context
let pump: Context
let companyId: CompanyId
let station: string

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('operator')).ctx
  pump = await pumpOf(cabinet)
  companyId = await cabinet.company()
  station = await cabinet.station()
})
afterAll(async () => {
  expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
  await cabinet.destroy()
})

async function card(overrides: NewCard) {
  const [one] = await bringCards(staff, companyId, [overrides])
  if (!one) throw new Error('no card')
  return { ...one, read: { by: 'card', number: one.number } as const }
}

let made = 0

async function coupon(overrides: NewCoupon = {}) {
  const payload = `charged-${++made}`
  const [one] = await bringCoupons(staff, companyId, [{ qr: payload, ...overrides }])
  if (!one) throw new Error('no coupon')
  return { ...one, qr: { by: 'qr', payload } as const }
}

/** The discrepancy that was recorded last. */
async function newest(): Promise<number> {
  const { discrepancies } = await listDiscrepancies(staff, { status: 'open' })
  return discrepancies[0]?.id ?? 0
}

async function transactionsOf(column: 'card_id' | 'coupon_id', id: number) {
  return cabinet.db
    .selectFrom('transactions')
    .select(['operation', 'volume', 'amount', 'occurred_at'])
    .where(column, '=', id)
    .orderBy('id')
    .execute()
}

test('what was dispensed beyond the approval is charged to a card when staff decide so, once', async () => {
  const { id, read } = await card({ scheme: 'wallet_money', balance: 1_000_000, dailyLimit: null })
  const asked = { ...fuelAsked(station, read), volume: 20_000, price: 32_500 }
  await authorize(pump, asked)
  const occurredAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000)
  await completeAuthorization(pump, asked.operationId, { volume: 26_000, occurredAt })
  const discrepancy = await newest()
  expect((await findDiscrepancy(staff, discrepancy)).chargeable).toEqual({ volume: 6_000, amount: 195_000 })
  const settled = await Promise.allSettled(
    [1, 2, 3].map((turn) => settleDiscrepancy(staff, discrepancy, { reason: `Чек ${turn}`, charge: 6_000 })),
  )
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await transactionsOf('card_id', id)).toEqual([
    { operation: 'sale', volume: 20_000, amount: 650_000, occurred_at: occurredAt },
    { operation: 'sale', volume: 6_000, amount: 195_000, occurred_at: occurredAt },
  ])
  const stored = await cabinet.db
    .selectFrom('cards')
    .select('balance')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(stored.balance).toBe(1_000_000 - 845_000)
  expect((await findDiscrepancy(staff, discrepancy)).chargeable).toBeNull()
  // What was charged later can be taken back as the rest.
  expect(await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })).toMatchObject({
    charged: 845_000,
  })
})

test('what staff saw is what is charged: other litres by then are refused, and nothing is settled', async () => {
  const { id, read } = await card({})
  const asked = { ...fuelAsked(station, read), volume: 20_000, price: 32_500 }
  await authorize(pump, asked)
  await completeAuthorization(pump, asked.operationId, { volume: 26_000 })
  const discrepancy = await newest()
  await expect(settleDiscrepancy(staff, discrepancy, { reason: 'x', charge: 5_000 })).rejects.toThrow(
    'charge_changed',
  )
  expect((await findDiscrepancy(staff, discrepancy)).settled).toBeNull()
  await settleDiscrepancy(staff, discrepancy, { reason: 'Платит АЗС', charge: 0 })
  expect(await transactionsOf('card_id', id)).toHaveLength(1)
})

test('a coupon whose operation was cancelled and fuelled nevertheless is used by the decision', async () => {
  const { id, qr } = await coupon()
  const asked = fuelAsked(station, qr)
  await authorize(pump, asked)
  await voidAuthorization(pump, asked.operationId)
  await completeAuthorization(pump, asked.operationId, { volume: 12_000 })
  const discrepancy = await newest()
  expect((await findDiscrepancy(staff, discrepancy)).chargeable).toEqual({ volume: 12_000, amount: 390_000 })
  await settleDiscrepancy(staff, discrepancy, { reason: 'Топливо отпущено', charge: 12_000 })
  const litres = await litresOf(cabinet, id)
  expect(litres).toEqual({ issued: 20_000, left: 0, held: 0, used: 12_000, returned: 0, lapsed: 8_000 })
  await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })
  expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, lapsed: 0 })
})

test('no more than a coupon has is charged: not what it had used up, not what another operation holds', async () => {
  const used = await coupon()
  const first = fuelAsked(station, used.qr)
  await authorize(pump, first)
  await completeAuthorization(pump, first.operationId, { volume: 25_000 })
  expect((await findDiscrepancy(staff, await newest())).chargeable).toBeNull()

  const { qr } = await coupon({ divisible: true })
  const cancelled = fuelAsked(station, qr)
  await authorize(pump, cancelled)
  await voidAuthorization(pump, cancelled.operationId)
  await authorize(pump, { ...fuelAsked(station, qr), volume: 15_000 })
  await completeAuthorization(pump, cancelled.operationId, { volume: 20_000 })
  expect((await findDiscrepancy(staff, await newest())).chargeable).toEqual({
    volume: 5_000,
    amount: 162_500,
  })
})

test('where all was charged, or nobody is known, nothing is offered', async () => {
  const { read } = await card({})
  const late = { ...fuelAsked(station, read), volume: 20_000 }
  await authorize(pump, late)
  await completeAuthorization(pump, late.operationId, {
    volume: 20_000,
    occurredAt: new Date(Date.now() - 80 * 3_600_000),
  })
  expect(await findDiscrepancy(staff, await newest())).toMatchObject({
    kind: 'clock_suspect',
    chargeable: null,
  })
  const { operationId, ...authorization } = fuelAsked(station, { by: 'card', number: '7825000000000404' })
  await recordOffline(pump, [{ operationId, volume: 20_000, authorization }])
  expect(await findDiscrepancy(staff, await newest())).toMatchObject({
    kind: 'not_approved',
    chargeable: null,
  })
})

test('fuel of which no price is known is charged in litres, without a sum, and its return gives back the same', async () => {
  const { id, read } = await card({ scheme: 'wallet_litres', balance: 100_000, dailyLimit: null })
  const asked = { ...fuelAsked(station, read), volume: 20_000 }
  await authorize(pump, asked)
  await completeAuthorization(pump, asked.operationId, { volume: 26_000 })
  const discrepancy = await newest()
  expect((await findDiscrepancy(staff, discrepancy)).chargeable).toEqual({ volume: 6_000, amount: null })
  await settleDiscrepancy(staff, discrepancy, { reason: 'Топливо отпущено', charge: 6_000 })
  expect(await transactionsOf('card_id', id)).toMatchObject([
    { operation: 'sale', volume: 20_000, amount: 0 },
    { operation: 'sale', volume: 6_000, amount: 0 },
  ])
  const balance = async () =>
    (await cabinet.db.selectFrom('cards').select('balance').where('id', '=', id).executeTakeFirstOrThrow())
      .balance
  expect(await balance()).toBe(74_000)
  expect(await readAuthorization(pump, asked.operationId)).toMatchObject({ volume: 26_000, charged: null })
  const { data } = await cabinet.db
    .selectFrom('audit_log')
    .select('data')
    .where('action', '=', 'exception.settled')
    .where('subject_id', '=', discrepancy)
    .executeTakeFirstOrThrow()
  expect(JSON.parse(data ?? '{}')).toMatchObject({ chargedVolume: 6_000, chargedAmount: null })
  expect(await reverseAuthorization(pump, asked.operationId, { reason: 'Ошибка' })).toMatchObject({
    ...{ reversed: 26_000, charged: null },
  })
  expect(await balance()).toBe(100_000)
})
