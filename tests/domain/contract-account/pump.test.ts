import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { checkOwnFuel, findInstruments } from '#app/domain/pump-operations/own-check.server.ts'
import {
  authorize,
  completeAuthorization,
  redeem,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { accountFor, book, driftOfAccountTotals, driftOfLedger } from '#tests/support/accounts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

let cabinet: Cabinet
let pump: Context
let operator: Person
let station: string
let listId: number

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
  listId = await createPriceList(operator.ctx, { name: 'Основной' })
  const startsOn = businessDay(operator.ctx.now)
  await setPrice(operator.ctx, listId, { product: 'diesel', price: 30_000, startsOn })
})
afterAll(async () => {
  expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
  expect(await driftOfLedger(cabinet.db)).toEqual([])
  await cabinet.destroy()
})

async function client(options: Parameters<typeof accountFor>[2] = {}, cards = 1) {
  const companyId = await cabinet.company()
  const numbers = (
    await bringCards(
      operator.ctx,
      companyId,
      Array.from({ length: cards }, () => ({ dailyLimit: null })),
    )
  ).map(({ number }) => number)
  await accountFor(operator, companyId, { priceListId: listId, ...options })
  return { companyId, numbers }
}

const ask = (number: string | undefined, more: Record<string, unknown> = {}) =>
  authorize(pump, { ...fuelAsked(station, { by: 'card', number: number ?? '' }), volume: 20_000, ...more })
const figuresOf = async (companyId: CompanyId) => (await readAccount(operator.ctx, companyId))?.figures

describe('a card of a company with an account', () => {
  test('is declined for its balance, and fuels for what was paid, at the price of the contract', async () => {
    const { companyId, numbers } = await client()
    expect(await ask(numbers[0])).toMatchObject({
      status: 'declined',
      code: 'balance_low',
      whose: 'contract',
    })
    await book(operator, companyId, { kind: 'payment', amount: '3000' })
    // 3,000 tenge at 300: ten litres, whatever the station asks.
    const held = await ask(numbers[0], { price: 99_900 })
    expect(held).toMatchObject({ status: 'held', volume: 10_000 })
    expect(await figuresOf(companyId)).toMatchObject({ balance: 300_000, held: 300_000 })
    await completeAuthorization(pump, held.operationId, { volume: 8_000 })
    expect(await figuresOf(companyId)).toMatchObject({ balance: 60_000, held: 0 })
    await reverseAuthorization(pump, held.operationId, { reason: 'Не залито' })
    expect(await figuresOf(companyId)).toMatchObject({ balance: 300_000, held: 0 })
  })

  test('says on its page and in a check that the balance is too low, and no more once it is paid', async () => {
    const { companyId, numbers } = await client()
    const viewer = (await cabinet.client(companyId, 'viewer')).ctx
    const [instrument] = await findInstruments(viewer, companyId, { instrument: numbers[0] })
    if (!instrument) throw new Error('not found')
    const saysNow = async () => {
      const { decision } = await findCard(viewer, companyId, instrument.id)
      const asked = { station: { code: station, name: '', city: '' }, product: 'diesel', volume: 5_000 }
      const check = await checkOwnFuel(viewer, companyId, instrument, asked)
      return [decision, check.decision].map((one) => (one.status === 'declined' ? one.code : one.status))
    }
    expect(await saysNow()).toEqual(['balance_low', 'balance_low'])
    await book(operator, companyId, { kind: 'payment', amount: '3000' })
    expect(await saysNow()).toEqual(['approved', 'approved'])
  })

  test('may spend a credit, a promise, and nothing that coupons need', async () => {
    const { companyId, numbers } = await client({ stopLimit: -600_000 })
    await bringCoupons(operator.ctx, companyId, [{ price: 15_000 }])
    // 6,000 tenge of credit less 3,000 of a coupon: ten litres.
    expect(await ask(numbers[0])).toMatchObject({ status: 'held', volume: 10_000 })
    expect(await ask(numbers[0])).toMatchObject({ status: 'declined', code: 'balance_low' })
    const untilOn = addDays(businessDay(operator.ctx.now), 1)
    await promisePayment(operator.ctx, companyId, { amount: 150_000, untilOn, reason: 'Письмо' })
    expect(await ask(numbers[0])).toMatchObject({ status: 'held', volume: 5_000 })
  })

  test('gives back what was held when the operation is voided', async () => {
    const { companyId, numbers } = await client({ paid: 3_000 })
    const held = await ask(numbers[0])
    expect(await ask(numbers[0])).toMatchObject({ code: 'balance_low' })
    await voidAuthorization(pump, held.operationId)
    expect(await ask(numbers[0])).toMatchObject({ status: 'held', volume: 10_000 })
    expect((await figuresOf(companyId))?.held).toBe(300_000)
  })

  test('a coupon is paid already: it asks no balance, and what is free stays when it is redeemed', async () => {
    const { companyId } = await client()
    const [coupon] = await bringCoupons(operator.ctx, companyId, [{ price: 30_000, qr: 'account-coupon' }])
    await book(operator, companyId, { kind: 'payment', amount: '6000' })
    const before = await readAccount(operator.ctx, companyId)
    expect(before).toMatchObject({ free: 0, figures: { coupons: 600_000 } })
    const fuel = { ...fuelAsked(station, { by: 'qr', payload: 'account-coupon' }), volume: 20_000 }
    expect(await redeem(pump, fuel)).toMatchObject({ status: 'completed' })
    expect(coupon?.id).toBeGreaterThan(0)
    expect(await readAccount(operator.ctx, companyId)).toMatchObject({
      ...{ free: 0, figures: { balance: 0, coupons: 0 } },
    })
  })

  test('of which many ask at once never spends more than is free', async () => {
    const { companyId, numbers } = await client({ paid: 30_000 }, 16)
    const answers = await Promise.all(numbers.map((number) => ask(number, { acceptPartial: false })))
    const held = answers.filter(({ status }) => status === 'held')
    // 30,000 tenge are 100 litres: five of sixteen that want 20 each.
    expect(held).toHaveLength(5)
    expect(
      answers.filter(({ status, code }) => status === 'declined' && code === 'balance_low'),
    ).toHaveLength(11)
    expect(await figuresOf(companyId)).toMatchObject({ held: 3_000_000 })
    await Promise.all(
      held.map(({ operationId }) => completeAuthorization(pump, operationId, { volume: 20_000 })),
    )
    expect(await figuresOf(companyId)).toMatchObject({ balance: 0, held: 0 })
  })
})

describe('a card of a company without an account', () => {
  test('fuels as ever, at the price that the station tells', async () => {
    const companyId = await cabinet.company()
    const [card] = await bringCards(operator.ctx, companyId, [{}])
    expect(await ask(card?.number, { price: 99_900 })).toMatchObject({ status: 'held', volume: 20_000 })
  })

  test('with a contract fuels without a balance, less the discount', async () => {
    const { numbers } = await client({ accountFrom: '', priceListId: null, discount: 1_000 })
    const held = await ask(numbers[0], { price: 30_000 })
    const done = await completeAuthorization(pump, held.operationId, { volume: 10_000 })
    expect(done).toMatchObject({ charged: 270_000 })
  })
})
