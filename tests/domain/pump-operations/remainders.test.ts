import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAccount } from '#app/domain/contract-account/balances.server.ts'
import { listEntries } from '#app/domain/contract-account/entries.server.ts'
import { readStatement } from '#app/domain/contract-account/statements.server.ts'
import type { NewContract } from '#app/domain/contracts/contracts.input.server.ts'
import { editContract, findContract } from '#app/domain/contracts/contracts.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { listDiscrepanciesOf, settleDiscrepancy } from '#app/domain/discrepancies/discrepancies.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import {
  authorize,
  checkFuel,
  completeAuthorization,
  lessenOperation,
  recordOffline,
  redeem,
  reverseAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { recordDiscrepancy } from '#app/domain/pump-operations/recorded-discrepancies.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { accountFor, book, driftOfAccountTotals, driftOfRemainders } from '#tests/support/accounts.ts'
import { contractOf } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { discrepanciesOf, fuelAsked, litresOf, pumpOf } from '#tests/support/pump.ts'
import { bringCoupons, type NewCoupon } from '#tests/support/registers.ts'

let cabinet: Cabinet
let operator: Person
let station: string
let pump: Context
let made = 0

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  station = await cabinet.station()
  pump = await pumpOf(cabinet)
})
afterAll(async () => {
  expect(await driftOfRemainders(cabinet.db)).toEqual([])
  expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
  await cabinet.destroy()
})

/** A company whose contract says so, and coupons of 20 litres at 325. */
async function client(
  couponRemainder: NewContract['couponRemainder'],
  { paid = 10_000, ...overrides }: Partial<NewContract> & { paid?: number } = {},
) {
  const companyId = await cabinet.company()
  const contractId = await accountFor(operator, companyId, { paid, couponRemainder, ...overrides })
  return { companyId, contractId, coupon: (coupon: NewCoupon = {}) => couponOf(companyId, coupon) }
}

async function couponOf(companyId: CompanyId, overrides: NewCoupon) {
  const payload = `4509${1_000_000 + ++made}`
  const [one] = await bringCoupons(operator.ctx, companyId, [{ qr: payload, ...overrides }])
  if (!one) throw new Error('no coupon')
  return { ...one, qr: { by: 'qr', payload } as const }
}

async function rests(companyId: CompanyId) {
  const { rows } = await listEntries(operator.ctx, companyId, {})
  return rows.filter(({ kind }) => kind === 'remainder').reverse()
}

const freeOf = async (companyId: CompanyId) => (await readAccount(operator.ctx, companyId))?.free
const TWELVE = { volume: 12_000, receipt: '7' }

describe('what a fill leaves on a coupon', () => {
  test.each([
    { agreed: 'kept', divisible: false, becomes: 'kept', left: 8_000 },
    { agreed: 'returned', divisible: false, becomes: 'returned', left: 0 },
    { agreed: 'returned', divisible: true, becomes: 'returned', left: 0 },
    { agreed: 'lapsed', divisible: true, becomes: 'lapsed', left: 0 },
  ] as const)(
    'is $agreed by the contract, divisible: $divisible',
    async ({ agreed, divisible, becomes, left }) => {
      const { companyId, coupon } = await client(agreed)
      const { id, qr } = await coupon({ divisible })
      const asked = { ...fuelAsked(station, qr), volume: 12_000 }
      const remainder = { volume: 8_000, becomes }
      expect(await checkFuel(pump, asked)).toMatchObject({ status: 'approved', remainder })
      expect(await authorize(pump, asked)).toMatchObject({ status: 'held', remainder })
      expect(await completeAuthorization(pump, asked.operationId, TWELVE)).toMatchObject({ remainder })
      expect(await litresOf(cabinet, id)).toMatchObject({
        left,
        used: 12_000,
        [becomes === 'kept' ? 'left' : becomes]: 8_000,
      })
      const seen = await findCoupon(operator.ctx, companyId, id)
      expect(seen).toMatchObject({ state: becomes === 'kept' ? 'active' : 'redeemed' })
      expect(await rests(companyId)).toHaveLength(becomes === 'returned' ? 1 : 0)
    },
  )

  test('is as the coupon says without a setting', async () => {
    const { companyId, coupon } = await client(null)
    const [whole, parts] = [await coupon(), await coupon({ divisible: true })]
    const wish = { ...fuelAsked(station, whole.qr), volume: 12_000 }
    expect(await authorize(pump, wish)).toMatchObject({ code: 'coupon_indivisible' })
    const part = { ...fuelAsked(station, parts.qr), volume: 12_000 }
    expect(await redeem(pump, part)).toMatchObject({ remainder: { becomes: 'kept', volume: 8_000 } })
    expect(await rests(companyId)).toEqual([])
  })

  test('is decided by the contract of the coupon’s first day, and by what it says at the fill', async () => {
    const { companyId, contractId, coupon } = await client('returned', { endsOn: '2026-09-30', paid: 0 })
    await accountFor(operator, companyId, { startsOn: '2026-10-01', couponRemainder: 'lapsed', number: '2' })
    const [old, young, before] = [
      await coupon({ validFrom: '2026-09-30' }),
      await coupon({ validFrom: '2026-10-01' }),
      await coupon({ validFrom: '2026-01-01' }),
    ]
    const ask = (qr: typeof old.qr) => redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
    expect(await ask(old.qr)).toMatchObject({ remainder: { becomes: 'returned' } })
    expect(await ask(young.qr)).toMatchObject({ remainder: { becomes: 'lapsed' } })
    expect(await ask(before.qr)).toMatchObject({ code: 'coupon_indivisible' })
    const another = await coupon({ validFrom: '2026-09-30' })
    const { version } = await findContract(operator.ctx, companyId, contractId)
    const agreed = { accountFrom: '2026-01-15', endsOn: '2026-09-30', couponRemainder: 'kept' as const }
    await editContract(operator.ctx, companyId, contractId, { ...contractOf(agreed), version })
    expect(await ask(another.qr)).toMatchObject({ remainder: { becomes: 'kept' } })
  })

  test('is decided by the contract that the coupon’s order was sent by', async () => {
    const { companyId, contractId, coupon } = await client('returned', { endsOn: '2026-09-30', paid: 0 })
    await accountFor(operator, companyId, { startsOn: '2026-10-01', couponRemainder: 'lapsed', number: '2' })
    const { id, qr } = await coupon({ validFrom: '2026-10-05' })
    const order = { company_id: companyId, contract_id: contractId, status: 'issued' as const, total: 0 }
    const { insertId } = await cabinet.db
      .insertInto('orders')
      .values({ ...order, created_by: operator.userId, comment: '' } as never)
      .executeTakeFirstOrThrow()
    const place = { order_line_id: id, position: 1, order_id: Number(insertId), coupon_id: id }
    await cabinet.db.insertInto('order_coupons').values(place).execute()
    const answer = await redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
    expect(answer).toMatchObject({ remainder: { becomes: 'returned' } })
  })
})

describe('a hold of a part', () => {
  test.each(['returned', 'lapsed'] as const)(
    'is of the whole coupon where the rest is %s',
    async (agreed) => {
      const { coupon } = await client(agreed)
      const { id, qr } = await coupon()
      const held = { ...fuelAsked(station, qr), volume: 12_000 }
      await authorize(pump, held)
      const beside = { ...fuelAsked(station, qr), volume: 5_000 }
      expect(await redeem(pump, beside)).toMatchObject({ code: 'coupon_reserved' })
      await completeAuthorization(pump, held.operationId, { volume: 12_000 })
      expect(await litresOf(cabinet, id)).toMatchObject({ used: 12_000, held: 0, left: 0, [agreed]: 8_000 })
    },
  )
})

describe('litres that go back to the client', () => {
  test('are credited where the issue was debited, once, and come back with the fill', async () => {
    const { companyId, coupon } = await client('returned', { papers: 'issue' })
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await authorize(pump, asked)
    await completeAuthorization(pump, asked.operationId, TWELVE)
    expect(await completeAuthorization(pump, asked.operationId, TWELVE)).toMatchObject({ isReplay: true })
    const [credit, ...more] = await rests(companyId)
    expect(credit).toMatchObject({
      amount: 260_000,
      memo: 0,
      volume: -8_000,
      coupon_id: id,
      station_code: station,
    })
    expect(more).toEqual([])
    expect(await freeOf(companyId)).toBe(1_000_000 + 260_000)
    const back = { reason: 'колонка' }
    const reversed = await reverseAuthorization(pump, asked.operationId, back)
    expect(reversed).toMatchObject({ reversed: 12_000, remainder: null })
    await reverseAuthorization(pump, asked.operationId, back)
    expect((await rests(companyId)).map(({ amount }) => amount)).toEqual([260_000, -260_000])
    expect(await freeOf(companyId)).toBe(1_000_000)
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, returned: 0 })
    expect(await findCoupon(operator.ctx, companyId, id)).toMatchObject({ state: 'active' })
  })

  test.each([
    { corrected: '-600', left: -200_000 },
    { corrected: '-2600', left: 0 },
    { corrected: '400', left: -300_000 },
    // The correction was a mistake, and is corrected itself.
    { corrected: '-600', again: '600', left: -260_000 },
  ])(
    'come back with the fill as staff have put them right by hand: $corrected',
    async ({ corrected, again, left }) => {
      const { companyId, coupon } = await client('returned', { papers: 'issue' })
      const { id, qr } = await coupon()
      const asked = { ...fuelAsked(station, qr), volume: 12_000 }
      await redeem(pump, asked)
      const [credit] = await rests(companyId)
      const correction = {
        kind: 'correction',
        amount: corrected,
        corrects: String(credit?.id),
        reason: 'цена',
      }
      const mistake = await book(operator, companyId, correction)
      if (again) await book(operator, companyId, { ...correction, amount: again, corrects: String(mistake) })
      await reverseAuthorization(pump, asked.operationId, { reason: 'колонка' })
      expect((await rests(companyId)).map(({ amount, volume }) => [amount, volume])).toEqual([
        [260_000, -8_000],
        [left, 8_000],
      ])
      expect(await freeOf(companyId)).toBe(1_000_000)
      expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, returned: 0 })
      expect(await discrepanciesOf(cabinet, companyId)).toEqual([])
    },
  )

  test('are free again where refuelling debits, and told without an amount', async () => {
    const { companyId, coupon } = await client('returned')
    const { qr } = await coupon()
    expect(await freeOf(companyId)).toBe(1_000_000 - 650_000)
    await redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
    expect(await rests(companyId)).toMatchObject([{ amount: 0, memo: 260_000 }])
    expect(await freeOf(companyId)).toBe(1_000_000 - 390_000)
    const year = { from: '2026-01-01', to: '2026-12-31' }
    const { fuel, kinds } = await readStatement(operator.ctx, companyId, year)
    expect(fuel).toMatchObject([{ product: 'diesel', volume: 12_000, debit: 390_000, memo: 0 }])
    expect(kinds.map(({ kind }) => kind)).toContain('remainder')
  })

  test('grow with a fill that is lessened afterwards', async () => {
    const { companyId, coupon } = await client('returned', { papers: 'issue' })
    const { id, qr } = await coupon()
    const asked = fuelAsked(station, qr)
    await redeem(pump, asked)
    expect(await rests(companyId)).toEqual([])
    for (const leaves of [15_000, 15_000, 12_000])
      await lessenOperation(pump, asked.operationId, { reason: 'меньше', leaves })
    expect((await rests(companyId)).map(({ amount }) => amount)).toEqual([162_500, 97_500])
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 12_000, returned: 8_000 })
    await reverseAuthorization(pump, asked.operationId, { reason: 'колонка' })
    expect(await freeOf(companyId)).toBe(1_000_000)
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, returned: 0 })
  })

  test('of a batch without connection are the same', async () => {
    const { companyId, coupon } = await client('returned', { papers: 'issue' })
    const { qr } = await coupon()
    const { operationId, ...authorization } = fuelAsked(station, qr)
    const batch = [{ operationId, ...TWELVE, authorization }]
    for (const _ of [1, 2]) {
      const [outcome] = await recordOffline(pump, batch)
      expect(outcome?.answer).toMatchObject({ remainder: { volume: 8_000, becomes: 'returned' } })
    }
    expect((await rests(companyId)).map(({ amount }) => amount)).toEqual([260_000])
  })

  test.each([
    { without: 'an account', contract: { accountFrom: '', paid: 0 }, coupon: {}, amount: 260_000 },
    { without: 'a price', contract: {}, coupon: { price: 0 }, amount: null },
    { without: 'an account', contract: { accountFrom: '', paid: 0 }, coupon: { price: 1 }, amount: 8 },
  ])('are told to staff without $without, and so is that the fill was taken back', async (given) => {
    const { companyId, coupon } = await client('returned', given.contract)
    const { id, qr } = await coupon(given.coupon)
    const asked = { ...fuelAsked(station, qr), volume: 12_000 }
    expect(await redeem(pump, asked)).toMatchObject({ remainder: { becomes: 'returned' } })
    expect(await litresOf(cabinet, id)).toMatchObject({ returned: 8_000 })
    await reverseAuthorization(pump, asked.operationId, { reason: 'колонка' })
    expect(await discrepanciesOf(cabinet, companyId)).toEqual([
      'remainder_uncredited',
      'remainder_uncredited',
    ])
    const told = await cabinet.db
      .selectFrom('fuel_exceptions')
      .select('ours')
      .where('company_id', '=', companyId)
      .orderBy('id')
      .execute()
    expect(told.map(({ ours }) => JSON.parse(ours))).toEqual([
      { returned: 8_000, amount: given.amount },
      { takenBack: 8_000, amount: given.amount },
    ])
    expect(await rests(companyId)).toEqual([])
  })

  test('come back whole after staff have charged more of the fill', async () => {
    const { companyId, coupon } = await client('returned', { papers: 'issue' })
    const { id, qr } = await coupon()
    const asked = { ...fuelAsked(station, qr), volume: 12_000 }
    await authorize(pump, asked)
    await completeAuthorization(pump, asked.operationId, { volume: 15_000, receipt: '7' })
    expect((await rests(companyId)).map(({ volume }) => volume)).toEqual([-8_000])
    await reverseAuthorization(pump, asked.operationId, { reason: 'часть', reversalId: 'a', volume: 5_000 })
    await settle(asked.operationId, 3_000)
    expect((await rests(companyId)).map(({ volume }) => volume)).toEqual([-8_000, -2_000])
    // Two sales of one fill tell it once, so that a file of them adds up.
    const { rows } = await listTransactions(operator.ctx, companyId, {})
    const sales = rows.filter(({ operation }) => operation === 'sale')
    expect(sales.map(({ remainder }) => remainder).toSorted()).toEqual([10_000, null])
    await reverseAuthorization(pump, asked.operationId, { reason: 'всё', reversalId: 'b' })
    expect((await rests(companyId)).map(({ volume }) => volume)).toEqual([-8_000, -2_000, 10_000])
    expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, returned: 0 })
    expect(await freeOf(companyId)).toBe(1_000_000)
    expect(await discrepanciesOf(cabinet, companyId)).toEqual(['more_than_held'])
  })

  test.each(['returned', 'lapsed'] as const)(
    'litres that are %s are counted once where a register brings a fill back that was taken back',
    async (agreed) => {
      const { companyId, coupon } = await client(agreed, { papers: 'issue' })
      const { id, qr } = await coupon()
      const asked = { ...fuelAsked(station, qr), volume: 12_000 }
      await redeem(pump, asked)
      await registerSays(companyId, asked.operationId, 11_000)
      await reverseAuthorization(pump, asked.operationId, { reason: 'колонка', reversalId: 'a' })
      await settle(asked.operationId, 11_000)
      expect(await litresOf(cabinet, id)).toMatchObject({ left: 0, used: 11_000, [agreed]: 9_000 })
      await reverseAuthorization(pump, asked.operationId, { reason: 'колонка', reversalId: 'b' })
      expect(await litresOf(cabinet, id)).toMatchObject({ left: 20_000, used: 0, [agreed]: 0 })
      expect(await freeOf(companyId)).toBe(1_000_000)
    },
  )

  test('are told to staff each time, as often as it happens to one fill', async () => {
    const { companyId, coupon } = await client('returned')
    const { qr } = await coupon({ price: 0 })
    const asked = { ...fuelAsked(station, qr), volume: 12_000 }
    await redeem(pump, asked)
    await reverseAuthorization(pump, asked.operationId, { reason: 'колонка', reversalId: 'a' })
    await registerSays(companyId, asked.operationId, 12_000)
    await settle(asked.operationId, 12_000)
    await reverseAuthorization(pump, asked.operationId, { reason: 'колонка', reversalId: 'b' })
    const uncredited = (await discrepanciesOf(cabinet, companyId)).filter(
      (kind) => kind === 'remainder_uncredited',
    )
    expect(uncredited).toHaveLength(4)
  })

  test.each([
    ['fill', 'issue'],
    ['issue', 'fill'],
  ] as const)(
    'are told to staff where the coupon’s contract has papers by %s and that of the day by %s',
    async (before, after) => {
      const { companyId, coupon } = await client('returned', {
        endsOn: '2026-09-30',
        paid: 0,
        papers: before,
      })
      await accountFor(operator, companyId, { startsOn: '2026-10-01', papers: after, number: '2' })
      const { qr } = await coupon({ validFrom: '2026-09-30' })
      await redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
      expect(await rests(companyId)).toEqual([])
      expect(await discrepanciesOf(cabinet, companyId)).toEqual(['remainder_uncredited'])
    },
  )

  test('are credited at any price, from a tiyn on', async () => {
    const { companyId, coupon } = await client('returned', { papers: 'issue' })
    const { qr } = await coupon({ price: 1 })
    await redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
    expect((await rests(companyId)).map(({ amount }) => amount)).toEqual([8])
  })

  test('are worth what the order was paid at, whatever a register says of the coupon since', async () => {
    const { companyId, contractId, coupon } = await client('returned', { papers: 'issue' })
    const { id, qr } = await coupon({ price: 30_000 })
    const order = { company_id: companyId, contract_id: contractId, status: 'issued' as const, total: 0 }
    const { insertId } = await cabinet.db
      .insertInto('orders')
      .values({ ...order, created_by: operator.userId, comment: '' } as never)
      .executeTakeFirstOrThrow()
    const line = {
      order_id: Number(insertId),
      kind: 'coupons',
      product: 'diesel',
      nominal: 20_000,
      quantity: 1,
    }
    const { insertId: lineId } = await cabinet.db
      .insertInto('order_lines')
      .values({ ...line, price: 25_000, amount: 500_000, vat: 0 } as never)
      .executeTakeFirstOrThrow()
    const place = { order_line_id: Number(lineId), position: 1, order_id: Number(insertId), coupon_id: id }
    await cabinet.db.insertInto('order_coupons').values(place).execute()
    await redeem(pump, { ...fuelAsked(station, qr), volume: 12_000 })
    expect((await rests(companyId)).map(({ amount }) => amount)).toEqual([200_000])
  })
})

async function operationRow(operationId: string) {
  return cabinet.db
    .selectFrom('authorizations')
    .select('id')
    .where('operation_id', '=', operationId)
    .executeTakeFirstOrThrow()
}

/** The issuer's register has other litres of the fill. */
async function registerSays(companyId: CompanyId, operationId: string, volume: number) {
  const { id } = await operationRow(operationId)
  await recordDiscrepancy(pump, {
    ...{ kind: 'register_differs', authorizationId: id, companyId, station, ours: {} },
    theirs: { volume, amount: null, product: 'diesel' },
  })
}

/** Staff charge so much, or take it over from the register. */
async function settle(operationId: string, charge: number) {
  const { id } = await operationRow(operationId)
  const open = (await listDiscrepanciesOf(operator.ctx, [id])).filter(({ settled }) => !settled)
  const chosen = open.find(({ kind }) => kind === 'more_than_held' || kind === 'register_differs')
  await settleDiscrepancy(operator.ctx, chosen?.id ?? 0, { reason: 'сверено', charge })
}
