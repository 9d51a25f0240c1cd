import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookEntryInput } from '#app/domain/contract-account/account.input.server.ts'
import { readAccount, readPeriod } from '#app/domain/contract-account/balances.server.ts'
import { reversePayment } from '#app/domain/contract-account/booked-payments.server.ts'
import { findEntry, listEntries } from '#app/domain/contract-account/entries.server.ts'
import { tellLowBalances } from '#app/domain/contract-account/low-balance.server.ts'
import { closePeriod, listPeriods } from '#app/domain/contract-account/periods.server.ts'
import { promisePayment, withdrawPromise } from '#app/domain/contract-account/promises.server.ts'
import { editContract, findContract } from '#app/domain/contracts/contracts.server.ts'
import { requestUndo } from '#app/domain/imports/imports.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { Random } from '#tests/faults/driver/random.ts'
import { accountFor, book, driftOfAccountTotals, driftOfLedger } from '#tests/support/accounts.ts'
import { contractOf } from '#tests/support/contracts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv, workOffImports } from '#tests/support/imports.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let operator: Person
let administrator: Person
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  administrator = await cabinet.staff('administrator')
  today = businessDay(operator.ctx.now)
})
afterAll(async () => {
  expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
  expect(await driftOfLedger(cabinet.db)).toEqual([])
  await cabinet.destroy()
})

const overview = (companyId: CompanyId) => readAccount(operator.ctx, companyId)
const entries = async (companyId: CompanyId) => (await listEntries(operator.ctx, companyId, {})).rows

describe('an account', () => {
  test('is none without a contract, and none before its day', async () => {
    const companyId = await cabinet.company()
    expect(await overview(companyId)).toBeNull()
    await bringTransactions(operator.ctx, companyId, [{}])
    await accountFor(operator, companyId, { accountFrom: '' })
    expect(await overview(companyId)).toBeNull()
    expect(await entries(companyId)).toEqual([])
    await expect(book(operator, companyId, { kind: 'payment', amount: '100' })).rejects.toMatchObject({
      code: 'account_not_kept',
    })
  })

  test('holds payments less refuellings, and each row leads to its cause', async () => {
    const companyId = await cabinet.company()
    const owner = await cabinet.client(companyId)
    const [card] = await bringCards(operator.ctx, companyId, [{}])
    await accountFor(operator, companyId, { paid: 50_000 })
    await bringTransactions(operator.ctx, companyId, [{ cardId: card?.id ?? null, operationId: 'a' }])
    const account = await readAccount(owner.ctx, companyId)
    expect(account).toMatchObject({ free: 3_700_000, figures: { balance: 3_700_000, held: 0 }, days: 85 })
    const [payment, fill] = await entries(companyId)
    expect(payment).toMatchObject({ kind: 'payment', amount: 5_000_000, booked_on: today })
    expect(fill).toMatchObject({ kind: 'fill', amount: -1_300_000, product: 'diesel', volume: 40_000 })
    expect(fill?.transaction_id).toBeGreaterThan(0)
  })

  test('is kept from a day on: what was fuelled before is not in it', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId, { accountFrom: '2026-11-20' })
    await bringTransactions(operator.ctx, companyId, [
      { occurredOn: '2026-11-19', operationId: 'before' },
      { occurredOn: '2026-11-20', operationId: 'after' },
    ])
    expect((await entries(companyId)).map(({ occurred_on }) => occurred_on)).toEqual(['2026-11-20'])
  })

  test('sets coupons aside at their price, and pays them when they are redeemed', async () => {
    const companyId = await cabinet.company()
    await bringCoupons(operator.ctx, companyId, [
      {},
      { validUntil: '2026-01-31' },
      { issuerStatus: 'cancelled' },
    ])
    await accountFor(operator, companyId, { paid: 50_000 })
    // Two of 20 litres at 325: one of them is over and stays a debt.
    expect(await overview(companyId)).toMatchObject({ figures: { coupons: 1_300_000 }, free: 3_700_000 })
  })

  test('by issue debits coupons when they are handed over and only tells of their fuel', async () => {
    const companyId = await cabinet.company()
    const [coupon] = await bringCoupons(operator.ctx, companyId, [{}])
    await accountFor(operator, companyId, { paid: 50_000, papers: 'issue' })
    await book(operator, companyId, { kind: 'issue', amount: '6 500', document: 'Н-17' })
    await bringTransactions(operator.ctx, companyId, [{ couponId: coupon?.id ?? null, amount: 650_000 }])
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 4_350_000, coupons: 0 } })
    const fill = (await entries(companyId)).find(({ kind }) => kind === 'fill')
    expect(fill).toMatchObject({ amount: 0, memo: -650_000 })
  })

  test('of coupons that an earlier release counted is counted anew when it begins', async () => {
    const companyId = await cabinet.company()
    await bringCoupons(operator.ctx, companyId, [{}, {}])
    const values = cabinet.db.updateTable('coupon_totals').where('company_id', '=', companyId)
    await values.set({ remaining_amount: 0 }).execute()
    const id = await accountFor(operator, companyId, { accountFrom: '' })
    const { version } = await findContract(operator.ctx, companyId, id)
    await editContract(operator.ctx, companyId, id, { ...contractOf({ accountFrom: '2026-01-15' }), version })
    expect(await overview(companyId)).toMatchObject({ figures: { coupons: 1_300_000 } })
  })
})

describe('a register', () => {
  const sheet = (bin: string, number: string, litres: string, sum: string, receipt = '777') =>
    csv('БИН;Карта;Дата;Время;АЗС;Чек;Вид топлива;Литры;Цена;Сумма', [
      [bin, number, '21.11.2026', '10:00:00', 'АЗС-001', receipt, 'ДТ', litres, '325,00', sum],
    ])

  test('a register that says otherwise later adds a correction, and one that is taken back gives back', async () => {
    const companyId = await cabinet.company()
    const { bin } = await cabinet.db
      .selectFrom('companies')
      .select('bin')
      .where('id', '=', companyId)
      .executeTakeFirstOrThrow()
    const [card] = await bringCards(operator.ctx, companyId, [{}])
    await accountFor(operator, companyId, { paid: 50_000 })
    const number = card?.number ?? ''
    await bringIn(administrator.ctx, 'transactions', sheet(bin, number, '40', '13000,00'))
    const second = await bringIn(administrator.ctx, 'transactions', sheet(bin, number, '30', '9750,00'))
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 5_000_000 - 975_000 } })
    const last = (await entries(companyId)).find(({ kind }) => kind === 'correction')
    const first = (await entries(companyId)).find(({ kind }) => kind === 'fill')
    expect(last).toMatchObject({ amount: 325_000, volume: -10_000, corrects_id: first?.id })
    const { corrections } = await findEntry(operator.ctx, companyId, first?.id ?? 0)
    expect(corrections.map(({ id }) => id)).toEqual([last?.id])
    expect(await entries(companyId)).toHaveLength(3)
    await requestUndo(administrator.ctx, second.id)
    await workOffImports(cabinet)
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 3_700_000 } })
    expect(await entries(companyId)).toHaveLength(4)
    const other = await bringIn(administrator.ctx, 'transactions', sheet(bin, number, '20', '6500,00', '778'))
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 3_050_000 } })
    await requestUndo(administrator.ctx, other.id)
    await workOffImports(cabinet)
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 3_700_000 } })
    expect(await entries(companyId)).toHaveLength(6)
  })
})

describe('a payment that is taken back', () => {
  test('is found only in the account of its own company, and once', async () => {
    const [companyId, otherId] = [await cabinet.company(), await cabinet.company()]
    await accountFor(operator, companyId)
    await accountFor(operator, otherId)
    const entryId = await book(operator, companyId, { kind: 'payment', amount: '700' })
    const takeBack = (of: CompanyId) =>
      transact(operator.ctx, (ctx) => reversePayment(ctx, of, entryId, 'Не тот клиент'))
    await expect(takeBack(otherId)).rejects.toMatchObject({ code: 'entry_not_found' })
    expect(await entries(otherId)).toEqual([])
    await takeBack(companyId)
    expect(await overview(companyId)).toMatchObject({ figures: { balance: 0 } })
    await expect(takeBack(companyId)).rejects.toMatchObject({ code: 'entry_corrected' })
  })
})

describe('a closed month', () => {
  test('stays as it is: what comes later counts today, and a correction is linked', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId, { paid: 1_000 })
    const october = { kind: 'payment', amount: '500', occurredOn: '2026-10-10' }
    const early = await book(operator, companyId, october)
    expect((await listPeriods(operator.ctx)).open).toContain('2026-10')
    const before = await readPeriod(operator.ctx, companyId, { to: '2026-10-31' })
    await closePeriod(administrator.ctx, { month: '2026-10' })
    const late = await book(operator, companyId, { ...october, occurredOn: '2026-10-11' })
    await bringTransactions(operator.ctx, companyId, [{ occurredOn: '2026-10-12', operationId: 'late' }])
    await book(operator, companyId, {
      ...{ kind: 'correction', amount: '-500', reason: 'Не тот клиент', corrects: String(early) },
      occurredOn: '2026-10-10',
    })
    expect(await readPeriod(operator.ctx, companyId, { to: '2026-10-31' })).toEqual(before)
    const { entry } = await findEntry(operator.ctx, companyId, late)
    expect(entry).toMatchObject({ occurred_on: '2026-10-11', booked_on: today })
    const { corrections } = await findEntry(operator.ctx, companyId, early)
    expect(corrections).toMatchObject([{ amount: -50_000, booked_on: today }])
    await expect(closePeriod(administrator.ctx, { month: '2026-09' })).rejects.toMatchObject({
      code: 'period_closed',
    })
    await expect(closePeriod(administrator.ctx, { month: today.slice(0, 7) })).rejects.toMatchObject({
      code: 'period_not_over',
    })
  })
})

describe('a period', () => {
  test('opening and turnovers make the closing, which is the balance of that day, whatever was booked', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId)
    const random = new Random(7)
    const first = '2026-11-01'
    const span = 25
    const rows: { on: string; amount: number }[] = []
    for (let step = 0; step < 60; step++) {
      const on = addDays(first, random.between(0, span))
      const sum = random.between(1, 90_000)
      if (random.between(0, 1) === 0) {
        await book(operator, companyId, { kind: 'payment', amount: fixed(sum), occurredOn: on })
        rows.push({ on, amount: sum })
      } else {
        const operationId = `p${step}`
        await bringTransactions(operator.ctx, companyId, [{ occurredOn: on, amount: sum, operationId }])
        rows.push({ on, amount: -sum })
      }
    }
    const upTo = (day: string) =>
      rows.filter(({ on }) => on <= day).reduce((sum, { amount }) => sum + amount, 0)
    for (let round = 0; round < 20; round++) {
      const from = addDays(first, random.between(-2, span))
      const to = addDays(from, random.between(0, span))
      const period = await readPeriod(operator.ctx, companyId, { from, to })
      expect(period.opening + period.credit - period.debit).toBe(period.closing)
      expect(period).toMatchObject({ opening: upTo(addDays(from, -1)), closing: upTo(to) })
    }
    expect(await overview(companyId)).toMatchObject({ figures: { balance: upTo('2026-12-31') } })
  })

  test('pages both ways by its days', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId)
    const days = Array.from({ length: 120 }, (_, at) => addDays('2026-07-01', at))
    await bringTransactions(
      operator.ctx,
      companyId,
      days.map((occurredOn) => ({ occurredOn, operationId: `page-${occurredOn}` })),
    )
    // October is closed: its days come today, in the order in which they were booked.
    const read = (cursor?: string) => listEntries(operator.ctx, companyId, { cursor })
    const one = await read()
    const two = await read(one.nextCursor ?? '')
    const back = await read(two.previousCursor ?? '')
    expect(back.rows.map(({ id }) => id)).toEqual(one.rows.map(({ id }) => id))
    const ids = new Set([...one.rows, ...two.rows].map(({ id }) => id))
    expect(ids.size).toBe(one.rows.length + two.rows.length)
  })
})

describe('a promised payment', () => {
  test('counts until its day, and a payment takes its place', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId)
    const promise = (amount: number, untilOn: string) =>
      promisePayment(operator.ctx, companyId, { amount, untilOn, reason: 'Гарантийное письмо' })
    await promise(10_000_000, addDays(today, 2))
    const second = await promise(5_000_000, addDays(today, 5))
    expect(await overview(companyId)).toMatchObject({ free: 0, spendable: 15_000_000 })
    await book(operator, companyId, { kind: 'payment', amount: '120 000' })
    const { figures, spendable } = (await overview(companyId)) ?? {}
    expect(figures).toMatchObject({ balance: 12_000_000, promised: 3_000_000 })
    expect(spendable).toBe(15_000_000)
    await withdrawPromise(operator.ctx, companyId, second)
    expect(await overview(companyId)).toMatchObject({ spendable: 12_000_000, promises: [] })
    await expect(withdrawPromise(operator.ctx, companyId, second)).rejects.toMatchObject({
      code: 'promise_not_found',
    })
  })
})

test('of one company five promises count at once', async () => {
  const companyId = await cabinet.company()
  await accountFor(operator, companyId)
  const promise = () =>
    promisePayment(operator.ctx, companyId, { amount: 100, untilOn: addDays(today, 2), reason: 'Письмо' })
  for (let count = 0; count < 5; count++) await promise()
  await expect(promise()).rejects.toMatchObject({ code: 'promises_too_many' })
  expect(await overview(companyId)).toMatchObject({ spendable: 500 })
})

test('a correction names an entry of its own company', async () => {
  const [own, other] = [await cabinet.company(), await cabinet.company()]
  for (const id of [own, other]) await accountFor(operator, id, { paid: 1_000 })
  const [foreign] = await entries(other)
  const correction = { kind: 'correction', amount: '-5', reason: 'Ошибка', corrects: String(foreign?.id) }
  await expect(book(operator, own, correction)).rejects.toMatchObject({ code: 'entry_not_found' })
  expect(await entries(own)).toHaveLength(1)
})

describe('a low balance', () => {
  test('is told once to owners and managers, until it has been above the mark', async () => {
    const companyId = await cabinet.company()
    const owner = await cabinet.client(companyId)
    const viewer = await cabinet.client(companyId, 'viewer')
    await accountFor(operator, companyId, { paid: 1_000, lowBalance: 200_000 })
    const look = async () => tellLowBalances(await cabinet.system(), new AbortController().signal)
    const letters = async ({ email }: Person) =>
      (await cabinet.lettersTo(email)).filter(({ template }) => template === 'low_balance')
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    const [letter] = await letters(owner)
    expect(letter?.text).toContain('1 000,00 ₸'.replace(' ', '\u00a0').replace(' ₸', '\u00a0₸'))
    expect(await letters(viewer)).toEqual([])
    await book(operator, companyId, { kind: 'payment', amount: '5000' })
    expect(await look()).toBe(0)
    await book(operator, companyId, { kind: 'refund', amount: '5000' })
    expect(await look()).toBe(1)
    expect(await letters(owner)).toHaveLength(2)
  })

  test('is told of every account, however many are low at once', async () => {
    const look = async () => tellLowBalances(await cabinet.system(), new AbortController().signal)
    await look()
    const companies: CompanyId[] = []
    for (let made = 0; made < 201; made++) {
      const companyId = await cabinet.company()
      await accountFor(operator, companyId, { lowBalance: 200_000 })
      companies.push(companyId)
    }
    const [first, last] = [
      await cabinet.client(companies.at(0) ?? expect.fail()),
      await cabinet.client(companies.at(-1) ?? expect.fail()),
    ]
    expect(await look()).toBe(201)
    for (const { email } of [first, last]) {
      const told = await cabinet.lettersTo(email)
      expect(told.map(({ template }) => template)).toContain('low_balance')
    }
    expect(await look()).toBe(0)
  })
})

describe('what staff type', () => {
  const parse = (typed: Record<string, string>) =>
    bookEntryInput(today).safeParse({ occurredOn: today, ...typed }).error?.issues[0]?.message

  test.each([
    [{ kind: 'payment', amount: '' }, 'required'],
    [{ kind: 'payment', amount: '-5' }, 'invalid'],
    [{ kind: 'payment', amount: '0' }, 'invalid'],
    [{ kind: 'correction', amount: '-5', reason: '' }, 'required'],
    [{ kind: 'payment', amount: '5', occurredOn: '2099-01-01' }, 'date_in_future'],
    [{ kind: 'payment', amount: '1.234' }, 'invalid'],
  ])('%o is refused: %s', (typed, code) => {
    expect(parse(typed)).toBe(code)
  })
})

function fixed(tiyn: number): string {
  return (tiyn / 100).toFixed(2)
}
