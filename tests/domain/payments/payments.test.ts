import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { readAccount, readPeriod } from '#app/domain/contract-account/balances.server.ts'
import { closePeriod } from '#app/domain/contract-account/periods.server.ts'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { requestUndo } from '#app/domain/imports/imports.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import { issueOrder, payOrder } from '#app/domain/orders/order-steps.server.ts'
import { findOrder } from '#app/domain/orders/orders.server.ts'
import {
  matchPayment,
  reopenPayment,
  setPaymentAside,
  undoPayment,
} from '#app/domain/payments/deciding.server.ts'
import { factsOf } from '#app/domain/payments/facts.server.ts'
import { matchNewPayments, renewNamedPayments } from '#app/domain/payments/matching.server.ts'
import { matchOf } from '#app/domain/payments/matching.ts'
import { MatchPayment, PaymentFilter } from '#app/domain/payments/payments.input.server.ts'
import { findPayment, listPayments } from '#app/domain/payments/payments.server.ts'
import { createPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { Random } from '#tests/faults/driver/random.ts'
import { accountFor, book, driftOfAccountTotals } from '#tests/support/accounts.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, check, commit, workOffImports } from '#tests/support/imports.ts'
import { pausingAfter } from '#tests/support/pausing.ts'
import { type BankLine, invoicedOrder, statement } from '#tests/support/payments.ts'

let cabinet: Cabinet
let operator: Person
let owner: Person
let companyId: CompanyId
let bin: string
let listId: number
let today: string

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
  today = businessDay(operator.ctx.now)
  listId = await createPriceList(operator.ctx, { name: 'Основной' })
  await setPrice(operator.ctx, listId, { product: 'diesel', price: 32_555, startsOn: today })
  ;({ companyId, owner, bin } = await client())
})
afterAll(() => cabinet.destroy())

async function client(account = true) {
  const companyId = await cabinet.company()
  const owner = await cabinet.client(companyId)
  const terms = {
    priceListId: listId,
    papers: 'issue' as const,
    ...(account ? {} : { accountFrom: '' as const }),
  }
  await accountFor(operator, companyId, terms)
  const { bin } = await findCompany(operator.ctx, companyId)
  return { companyId, owner, bin }
}

let serial = 0
const line = (payment: Partial<BankLine> & { amount: number }): BankLine => ({
  ...{ number: `T-${++serial}`, day: today, payerBin: bin, purpose: 'за топливо' },
  ...payment,
})
/** @returns the payments of a statement after matching, in its order */
async function paid(...lines: BankLine[]) {
  const { status } = await bringIn(operator.ctx, 'payments', statement(lines), 'bank.txt')
  expect(status).toBe('committed')
  await matchNewPayments(await cabinet.system())
  const found = []
  for (const { number } of lines) found.push((await byNumber(number)).at(-1) ?? expect.fail())
  return found
}
const byNumber = async (q: string) =>
  (await listPayments(operator.ctx, PaymentFilter.parse({ status: 'all', q }))).rows
const decide = (id: number, typed: Record<string, string>, by = operator) =>
  matchPayment(by.ctx, id, MatchPayment.parse({ rest: 'advance', bin, ...typed }))
const versionOf = async (id: number) => (await findPayment(operator.ctx, id)).payment.version
const undo = async (id: number) =>
  undoPayment(operator.ctx, id, { version: await versionOf(id), reason: 'Ошибка банка' })
const statusOf = async (id: number, company = companyId) =>
  (await findOrder(operator.ctx, company, id)).order.status
const balance = async (company = companyId) =>
  (await readAccount(operator.ctx, company))?.figures.balance ?? 0
const numberOf = async (id: number) => (await findInvoice(operator.ctx, companyId, id)).content.number

describe('a statement', () => {
  test('adds what is new only: equal lines are two payments, and an overlapping file adds one more', async () => {
    const twice = line({ amount: 500, number: 'D-1' })
    const other = line({ amount: 700, number: 'D-2' })
    await paid(twice, twice, other)
    expect(await byNumber('D-1')).toHaveLength(2)
    const again = await check(operator.ctx, 'payments', statement([twice, twice, other]))
    expect(again.counts).toMatchObject({ added: 0, same: 3 })
    const later = line({ amount: 900, number: 'D-3' })
    await paid(other, twice, later, twice, twice)
    expect(
      [await byNumber('D-1'), await byNumber('D-2'), await byNumber('D-3')].map((all) => all.length),
    ).toEqual([3, 1, 1])
  })

  test('a statement that is imported twice at once comes in once', async () => {
    const file = statement([line({ amount: 111, number: 'R-1' }), line({ amount: 111, number: 'R-1' })])
    const [one, other] = [
      await check(operator.ctx, 'payments', file),
      await check(operator.ctx, 'payments', file),
    ]
    await Promise.all([commit(operator.ctx, one.id), commit(operator.ctx, other.id)])
    await workOffImports(cabinet)
    expect(await byNumber('R-1')).toHaveLength(2)
  })

  test('a statement that may bring a payment of another file without its BIN asks', async () => {
    const known = line({ amount: 4_321, number: '0077' })
    await paid(known)
    const { counts } = await check(
      operator.ctx,
      'payments',
      statement([{ ...known, number: '77', payerBin: '' }]),
    )
    expect(counts).toMatchObject({ faulty: 1, added: 0 })
  })

  test('asks also where neither file says the BIN, and the account or the name is spelled differently', async () => {
    const known = line({ amount: 12_300, number: 'N-1', payerBin: '', payer: 'ТОО Жол' })
    const counts = async (payment: BankLine) =>
      (await check(operator.ctx, 'payments', statement([payment]))).counts
    await paid(known)
    expect(await counts(known)).toMatchObject({ same: 1, faulty: 0 })
    expect(await counts({ ...known, payerAccount: '' })).toMatchObject({ added: 0, faulty: 1 })
    expect(await counts({ ...known, payerAccount: 'KZ55965F000009876544' })).toMatchObject({ faulty: 1 })
    expect(await counts({ ...known, number: 'N-2' })).toMatchObject({ added: 1, faulty: 0 })
  })

  test('of two payers without BINs whose papers have one number has two payments', async () => {
    const one = line({ amount: 3_300, number: 'N-3', payerBin: '' })
    await paid(one, { ...one, payerAccount: 'KZ55965F000001111111' })
    expect(await byNumber('N-3')).toHaveLength(2)
  })

  test('has no day that is still to come, and none of more than three years ago', async () => {
    const faulty = async (...days: string[]) => {
      const lines = days.map((day) => line({ amount: 10, day }))
      return (await check(operator.ctx, 'payments', statement(lines))).counts
    }
    expect(await faulty(addDays(today, 1), addDays(today, 700))).toMatchObject({ added: 0, faulty: 2 })
    expect(await faulty(addDays(today, -1_097))).toMatchObject({ added: 0, faulty: 1 })
    expect(await faulty(today, addDays(today, -1_096))).toMatchObject({ added: 2, faulty: 0 })
  })

  test('is taken back while nothing of it is credited', async () => {
    const { id } = await bringIn(operator.ctx, 'payments', statement([line({ amount: 5, number: 'U-1' })]))
    await requestUndo(operator.ctx, id)
    await workOffImports(cabinet)
    expect(await byNumber('U-1')).toEqual([])
  })

  test.each([
    ['a person set aside', ['set aside']],
    ['was credited, though that was undone since', ['credit', 'undo']],
  ] as const)('of which a payment %s stays whole, and the payment is named', async (_, steps) => {
    const [kept, other] = [`U-${++serial}`, `U-${++serial}`]
    const lines = [line({ amount: 8, number: other }), line({ amount: 9, number: kept })]
    const { id } = await bringIn(operator.ctx, 'payments', statement(lines))
    await matchNewPayments(await cabinet.system())
    const [one] = await byNumber(kept)
    const [payment, version] = [one?.id ?? 0, String(one?.version)]
    for (const step of steps) {
      if (step === 'credit') await decide(payment, { version })
      else if (step === 'undo') await undo(payment)
      else
        await setPaymentAside(operator.ctx, payment, { version: await versionOf(payment), reason: 'Возврат' })
    }
    await requestUndo(operator.ctx, id)
    await workOffImports(cabinet)
    expect([await byNumber(kept), await byNumber(other)].map((all) => all.length)).toEqual([1, 1])
    const { status, layout } = await findImport(operator.ctx, id)
    expect({ status, used: layout?.used }).toMatchObject({ status: 'committed', used: [{ key: kept }] })
    expect(layout?.used).toHaveLength(1)
  })

  test('of which somebody was credited stays whole', async () => {
    const both = [line({ amount: 6, number: 'U-2' }), line({ amount: 7, number: 'U-3' })]
    const { id } = await bringIn(operator.ctx, 'payments', statement(both))
    await matchNewPayments(await cabinet.system())
    const [one] = await byNumber('U-2')
    await decide(one?.id ?? 0, { version: '2' })
    await requestUndo(operator.ctx, id)
    await workOffImports(cabinet)
    expect([await byNumber('U-2'), await byNumber('U-3')].map((all) => all.length)).toEqual([1, 1])
    expect((await findImport(operator.ctx, id)).status).toBe('committed')
  })
})

describe('what is certain', () => {
  test('is credited to its order and to the account: by the number', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const before = await balance()
    const number = await numberOf(id)
    const [payment] = await paid(line({ amount: total, purpose: `Oплата по сч. № ${number}` }))
    expect(payment).toMatchObject({ status: 'credited', reason: 'number', credited: total })
    expect(await statusOf(id)).toBe('paid')
    expect(await balance()).toBe(before + total)
  })

  test("a payment of the sum of its payer's only open invoice is credited to it; a second equal one waits", async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const [first, second] = await paid(line({ amount: total }), line({ amount: total }))
    expect(first).toMatchObject({ status: 'credited', reason: 'exact' })
    expect(second).toMatchObject({ status: 'waiting', reason: 'payer', credited: 0 })
    expect(await statusOf(id)).toBe('paid')
  })

  test('is credited where no account is kept', async () => {
    const other = await client(false)
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const [payment] = await paid(line({ amount: total, payerBin: other.bin }))
    expect(payment?.status).toBe('credited')
    expect(await statusOf(id, other.companyId)).toBe('paid')
  })

  test('is nothing of a statement of an account that no contract names as ours', async () => {
    const other = await client()
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const payment = line({ amount: total, payerBin: other.bin, number: 'A-1' })
    await bringIn(operator.ctx, 'payments', statement([payment], 'KZ12722S000001234567'), 'bank.txt')
    await matchNewPayments(await cabinet.system())
    expect(await byNumber('A-1')).toMatchObject([{ status: 'waiting', reason: 'account' }])
    expect(await statusOf(id, other.companyId)).toBe('invoiced')
    expect(await renewNamedPayments(await cabinet.system())).toBe(0)
  })

  test('is credited once a contract names its account', async () => {
    const other = await client()
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const payment = line({ amount: total, payerBin: other.bin, number: 'A-2' })
    await bringIn(operator.ctx, 'payments', statement([payment], 'KZ59722S000001234560'), 'bank.txt')
    await matchNewPayments(await cabinet.system())
    const named = await client()
    await cabinet.db
      .updateTable('contracts')
      .set({ supplier_iban: 'KZ59722S000001234560' })
      .where('company_id', '=', named.companyId)
      .execute()
    expect(await renewNamedPayments(await cabinet.system())).toBe(1)
    await matchNewPayments(await cabinet.system())
    expect(await byNumber('A-2')).toMatchObject([{ status: 'credited' }])
    expect(await statusOf(id, other.companyId)).toBe('paid')
  })

  test("is not a client's only invoice, where more are open than were read", async () => {
    const other = await client()
    const orders = []
    for (const quantity of [2, 3])
      orders.push(await invoicedOrder({ owner: other.owner, operator }, other.companyId, quantity))
    const [payment] = await paid(line({ amount: 7, payerBin: other.bin }))
    const row = payment ?? expect.fail()
    const whole = await factsOf(operator.ctx, [row], 2)
    expect([whole.invoices.length, whole.isCut]).toEqual([2, false])
    const cut = await factsOf(operator.ctx, [row], 1)
    expect(cut.isCut).toBe(true)
    const asFirst = { amount: orders[0]?.total ?? 0, payerBin: other.bin, purpose: 'за топливо' }
    expect(matchOf(asFirst, cut).certain).toBeNull()
  })

  test.each([
    ['all of it', 1],
    ['half of it', 2],
  ])('is left to a person where %s was noted by hand meanwhile, and keeps no other back', async (_, part) => {
    const [one, two] = [await client(), await client()]
    const orders = []
    for (const { owner, companyId } of [one, two])
      orders.push(await invoicedOrder({ owner, operator }, companyId))
    const [order, fine] = orders
    if (!order || !fine) throw new Error('no orders')
    const lines = [
      line({ amount: order.total, payerBin: one.bin }),
      line({ amount: fine.total, payerBin: two.bin }),
    ]
    await bringIn(operator.ctx, 'payments', statement(lines), 'bank.txt')
    let noted: Promise<void> | undefined
    const byHand = { amount: order.total / part, occurredOn: addDays(today, -1), document: 'by hand' }
    const note = () => (noted ??= payOrder(operator.ctx, order.id, byHand))
    // After the open invoices were read, and before anything is credited.
    await matchNewPayments(pausingAfter(await cabinet.system(), /`?from`? `?orders/, note))
    expect(noted).toBeDefined()
    const found = await Promise.all(lines.map(({ number }) => byNumber(number)))
    expect(found.flat()).toMatchObject([
      { status: 'waiting', reason: 'failed', credited: 0 },
      { status: 'credited', credited: fine.total },
    ])
    expect(await balance(one.companyId)).toBe(order.total / part)
    expect(await statusOf(fine.id, two.companyId)).toBe('paid')
  })

  test('is matched once by several workers at the same time', async () => {
    const other = await client()
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    await bringIn(operator.ctx, 'payments', statement([line({ amount: total, payerBin: other.bin })]))
    await Promise.all([1, 2, 3, 4].map(async () => matchNewPayments(await cabinet.system())))
    expect(await statusOf(id, other.companyId)).toBe('paid')
    expect(await balance(other.companyId)).toBe(total)
  })
})

describe('what staff have booked by hand', () => {
  const byHand = (id: number, amount: number, document: string, day = today) =>
    payOrder(operator.ctx, id, { amount, occurredOn: day, document })

  test('is not credited by the statement once more: the half of an invoice that leaves the same half', async () => {
    const other = await client()
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    await byHand(id, total / 2, '17')
    const [payment] = await paid(line({ amount: total / 2, payerBin: other.bin, number: '0017' }))
    expect(payment).toMatchObject({ status: 'waiting', reason: 'booked', credited: 0 })
    expect(await statusOf(id, other.companyId)).toBe('paid_in_part')
    const { booked } = await findPayment(operator.ctx, payment?.id ?? 0)
    expect(booked).toMatchObject([{ companyId: other.companyId }])
    // A person who knows better credits it.
    await decide(payment?.id ?? 0, { version: '2', bin: other.bin, orders: String(id) })
    expect(await statusOf(id, other.companyId)).toBe('paid')
  })

  test.each([
    ['where an account is kept', true],
    ['where none is kept', false],
  ])('is not credited to the next order of the same sum %s', async (_where, account) => {
    const other = await client(account)
    const one = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    await byHand(one.id, one.total, '18', addDays(today, -1))
    const two = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const [payment] = await paid(line({ amount: one.total, payerBin: other.bin, number: '18' }))
    expect(payment).toMatchObject({ status: 'waiting', reason: 'booked' })
    expect(await statusOf(two.id, other.companyId)).toBe('invoiced')
  })

  test('keeps nothing back that another paper paid on another day', async () => {
    const other = await client()
    const one = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    await byHand(one.id, one.total, '21', addDays(today, -1))
    const two = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const [payment] = await paid(line({ amount: two.total, payerBin: other.bin, number: '22' }))
    expect(payment).toMatchObject({ status: 'credited', reason: 'exact' })
    expect(await statusOf(two.id, other.companyId)).toBe('paid')
  })

  test('keeps nothing back that differs, or that was taken back', async () => {
    const other = await client()
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    await byHand(id, 100, '19')
    const typed = { kind: 'payment', amount: fileMoney(total - 100), document: '20', reason: 'ошибка' }
    const wrong = await book(operator, other.companyId, typed)
    await book(operator, other.companyId, {
      ...{ ...typed, kind: 'correction', amount: `-${fileMoney(total - 100)}` },
      corrects: String(wrong),
    })
    const [payment] = await paid(line({ amount: total - 100, payerBin: other.bin, number: '20' }))
    expect(payment).toMatchObject({ status: 'credited', reason: 'exact' })
    expect(await statusOf(id, other.companyId)).toBe('paid')
  })
})

describe('a person', () => {
  test('credits a part, and the rest of the order later', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const number = await numberOf(id)
    const [half] = await paid(line({ amount: total - 100, purpose: `счет ${number}` }))
    expect(half).toMatchObject({ status: 'waiting', reason: 'sum_differs' })
    const { suggestions } = await findPayment(operator.ctx, half?.id ?? 0)
    expect(suggestions[0]).toMatchObject({ orderIds: [id], rest: 0, client: { bin } })
    await decide(half?.id ?? 0, { version: '2', orders: String(id) })
    expect(await statusOf(id)).toBe('paid_in_part')
    const [rest] = await paid(line({ amount: 100, purpose: `счет ${number}` }))
    expect(rest).toMatchObject({ status: 'credited', reason: 'number' })
    expect(await statusOf(id)).toBe('paid')
  })

  test('credits several orders and the rest as an advance', async () => {
    const [one, other] = [
      await invoicedOrder({ owner, operator }, companyId),
      await invoicedOrder({ owner, operator }, companyId, 30),
    ]
    const before = await balance()
    const amount = one.total + other.total + 777
    const [payment] = await paid(line({ amount, purpose: 'за топливо' }))
    await decide(payment?.id ?? 0, { version: '2', orders: `${one.id}, ${other.id}` })
    expect([await statusOf(one.id), await statusOf(other.id)]).toEqual(['paid', 'paid'])
    expect(await balance()).toBe(before + amount)
    const { credits } = await findPayment(operator.ctx, payment?.id ?? 0)
    expect(credits.map(({ order_id, amount }) => [order_id, amount])).toEqual([
      [one.id, one.total],
      [other.id, other.total],
      [null, 777],
    ])
  })

  test('leaves a part of it for later', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const [payment] = await paid(line({ amount: total + 10, purpose: 'за два договора' }))
    await decide(payment?.id ?? 0, { version: '2', orders: String(id), rest: 'keep' })
    expect((await findPayment(operator.ctx, payment?.id ?? 0)).payment).toMatchObject({
      ...{ status: 'in_part', credited: total },
    })
    await decide(payment?.id ?? 0, { version: '3' })
    expect((await findPayment(operator.ctx, payment?.id ?? 0)).payment.status).toBe('credited')
  })

  test('is refused what does not fit', async () => {
    const other = await client()
    const foreign = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const [payment] = await paid(line({ amount: 10 }))
    const id = payment?.id ?? 0
    const refused = (typed: Record<string, string>) => decide(id, { version: '2', ...typed })
    await expect(refused({ orders: String(foreign.id) })).rejects.toMatchObject({
      code: 'payment_order_other',
    })
    await expect(refused({ orders: '99999999' })).rejects.toMatchObject({ code: 'order_not_found' })
    await expect(refused({ rest: 'keep' })).rejects.toMatchObject({ code: 'payment_not_whole' })
    await expect(refused({ version: '1' })).rejects.toMatchObject({ code: 'conflict_try_again' })
    const [one, second] = [
      await invoicedOrder({ owner, operator }, companyId),
      await invoicedOrder({ owner, operator }, companyId),
    ]
    await expect(refused({ orders: `${one.id} ${second.id}` })).rejects.toMatchObject({
      code: 'payment_not_whole',
    })
    expect((await findPayment(operator.ctx, id)).credits).toEqual([])
  })

  test('of several who match one payment at once, one succeeds and the others are told', async () => {
    const colleague = await cabinet.staff('operator')
    const before = await balance()
    const [payment] = await paid(line({ amount: 1_234 }))
    const tries = await Promise.allSettled(
      [operator, colleague, operator].map((by) => decide(payment?.id ?? 0, { version: '2' }, by)),
    )
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await balance()).toBe(before + 1_234)
  })

  test('is refused a client that there is not, an order that waits for no money, and an advance of no account', async () => {
    const [payment] = await paid(line({ amount: 10 }))
    const id = payment?.id ?? 0
    const refused = (typed: Record<string, string>) => decide(id, { version: '2', ...typed })
    await expect(refused({ bin: newBin() })).rejects.toMatchObject({
      ...{ code: 'company_not_found', field: 'bin' },
    })
    const { id: order, total } = await invoicedOrder({ owner, operator }, companyId, 7)
    await payOrder(operator.ctx, order, { amount: total, occurredOn: today, document: '1' })
    await expect(refused({ orders: String(order) })).rejects.toMatchObject({ code: 'order_not_ready' })
    const unkept = await client(false)
    await expect(refused({ bin: unkept.bin })).rejects.toMatchObject({ code: 'account_not_kept' })
    expect((await findPayment(operator.ctx, id)).payment).toMatchObject({ status: 'waiting', credited: 0 })
  })

  test('finds payments by the payer’s BIN, however it is spaced', async () => {
    const { bin: payerBin } = await client()
    const [one] = await paid(line({ amount: 12, payerBin }), line({ amount: 13 }))
    const typed = `${payerBin.slice(0, 6)} ${payerBin.slice(6)}`
    expect((await byNumber(typed)).map(({ id }) => id)).toEqual([one?.id])
  })

  test('is shown whose invoice a stranger named, by its BIN', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const purpose = `счет ${await numberOf(id)}`
    const [payment] = await paid(line({ amount: total - 1, payerBin: newBin(), purpose }))
    const { suggestions } = await findPayment(operator.ctx, payment?.id ?? 0)
    expect(suggestions).toMatchObject([{ orderIds: [id], rest: 0, client: { bin } }])
  })

  test("is shown a stranger's invoice of the year before as well, and none that is older", async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const [payment] = await paid(
      line({ amount: total - 1, payerBin: newBin(), purpose: `счет ${await numberOf(id)}` }),
    )
    const namedIn = async (years: number) => {
      const now = new Date(operator.ctx.now)
      now.setUTCFullYear(now.getUTCFullYear() + years)
      const { invoices } = await factsOf({ ...operator.ctx, now }, [payment ?? expect.fail()])
      return invoices.map(({ orderId }) => orderId)
    }
    expect([await namedIn(0), await namedIn(1), await namedIn(2)]).toEqual([[id], [id], []])
  })

  test('sets aside only what nobody was credited with, and returns only that', async () => {
    const { id: order, total } = await invoicedOrder({ owner, operator }, companyId)
    const [payment] = await paid(line({ amount: total, purpose: `счет ${await numberOf(order)}` }))
    const id = payment?.id ?? 0
    const version = await versionOf(id)
    const aside = setPaymentAside(operator.ctx, id, { version, reason: 'x' })
    await expect(aside).rejects.toMatchObject({ code: 'payment_settled' })
    await expect(reopenPayment(operator.ctx, id, { version })).rejects.toMatchObject({
      code: 'payment_settled',
    })
    expect(await statusOf(order)).toBe('paid')
  })

  test('sets a payment aside and returns it', async () => {
    const [payment] = await paid(line({ amount: 99, payerBin: '', purpose: 'вознаграждение банка' }))
    const id = payment?.id ?? 0
    expect(payment).toMatchObject({ status: 'waiting', reason: 'nothing' })
    await setPaymentAside(operator.ctx, id, { version: 2, reason: 'Проценты банка' })
    await expect(decide(id, { version: '3' })).rejects.toMatchObject({ code: 'payment_settled' })
    await reopenPayment(operator.ctx, id, { version: 3 })
    expect((await findPayment(operator.ctx, id)).payment).toMatchObject({ status: 'waiting', note: '' })
  })
})

describe('taking back', () => {
  test('adds a row that reverses, in an open month, and the order waits again', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const before = await balance()
    const [payment] = await paid(line({ amount: total, purpose: `счет ${await numberOf(id)}` }))
    await undo(payment?.id ?? 0)
    expect(await statusOf(id)).toBe('invoiced')
    expect(await balance()).toBe(before)
    const found = await findPayment(operator.ctx, payment?.id ?? 0)
    expect(found.payment).toMatchObject({ status: 'waiting', credited: 0 })
    expect(found.credits.map(({ amount }) => amount)).toEqual([total, -total])
    // It is not credited by itself once more.
    expect(await matchNewPayments(await cabinet.system())).toBe(0)
    await expect(undo(payment?.id ?? 0)).rejects.toMatchObject({ code: 'payment_settled' })
    await decide(payment?.id ?? 0, { version: '3', orders: String(id) })
    expect(await statusOf(id)).toBe('paid')
    await undo(payment?.id ?? 0)
    expect(await balance()).toBe(before)
  })

  test('works where no account is kept: the order waits again, and there is no entry', async () => {
    const other = await client(false)
    const { id, total } = await invoicedOrder({ owner: other.owner, operator }, other.companyId)
    const [payment] = await paid(line({ amount: total, payerBin: other.bin }))
    await undo(payment?.id ?? 0)
    expect(await statusOf(id, other.companyId)).toBe('invoiced')
    const { credits } = await findPayment(operator.ctx, payment?.id ?? 0)
    expect(credits.map(({ amount, entry_id }) => [amount, entry_id])).toEqual([
      [total, null],
      [-total, null],
    ])
  })

  test('is refused once the order was issued', async () => {
    const { id, total } = await invoicedOrder({ owner, operator }, companyId)
    const [payment] = await paid(line({ amount: total, purpose: `счет ${await numberOf(id)}` }))
    if ((await statusOf(id)) === 'paid') await issueOrder(operator.ctx, id)
    await expect(undo(payment?.id ?? 0)).rejects.toMatchObject({ code: 'payment_used' })
  })

  test('is refused where the entry was corrected by hand, until the correction is taken back', async () => {
    const other = await client()
    const [payment] = await paid(line({ amount: 50_000, payerBin: other.bin }))
    const id = payment?.id ?? 0
    await decide(id, { version: '2', bin: other.bin })
    const corrects = String((await findPayment(operator.ctx, id)).credits[0]?.entry_id)
    const correct = (amount: string) =>
      book(operator, other.companyId, { kind: 'correction', amount, corrects, reason: 'ошибка' })
    await correct('-500.00')
    await expect(undo(id)).rejects.toMatchObject({ code: 'entry_corrected' })
    expect(await balance(other.companyId)).toBe(0)
    expect((await findPayment(operator.ctx, id)).payment.status).toBe('credited')
    await correct('500.00')
    await undo(id)
    expect(await balance(other.companyId)).toBe(0)
  })

  test('leaves a closed month as it is', async () => {
    const other = await client()
    const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1)
    const [payment] = await paid(line({ amount: 1_000, payerBin: other.bin, day: lastMonth }))
    await decide(payment?.id ?? 0, { version: '2', bin: other.bin })
    const administrator = await cabinet.staff('administrator')
    await closePeriod(administrator.ctx, { month: lastMonth.slice(0, 7) })
    const closed = () => readPeriod(operator.ctx, other.companyId, { to: lastMonth })
    const before = await closed()
    expect(before.closing).toBe(1_000)
    await undo(payment?.id ?? 0)
    expect(await closed()).toEqual(before)
    expect(await balance(other.companyId)).toBe(0)
  })
})

describe('numbers of orders as they are typed', () => {
  const orders = (text: string) =>
    MatchPayment.safeParse({ version: 1, bin, rest: 'keep', orders: text }).data?.orders

  test.each([
    ['', []],
    ['12, 15 № 18;12', [12, 15, 18]],
    ['123456789012', [123_456_789_012]],
    ['1234567890123456', undefined],
    ['12, 1234567890123', undefined],
    ['12-15', undefined],
  ])('%s', (text, read) => {
    expect(orders(text)).toEqual(read)
  })
})

describe('random statements', () => {
  test('leave ledgers whose openings and turnovers make their closings, and no tiyn is lost', async () => {
    const random = new Random(50)
    const other = await client()
    let expected = 0
    for (let round = 0; round < 12; round++) {
      const days = addDays(today, -random.between(0, 20))
      const amount = random.between(1, 1_000_000)
      const [payment] = await paid(line({ amount, payerBin: other.bin, day: days }))
      const id = payment?.id ?? 0
      if (random.between(0, 3) > 0) await decide(id, { version: String(await versionOf(id)), bin: other.bin })
      const { payment: now } = await findPayment(operator.ctx, id)
      if (now.status === 'credited' && random.between(0, 2) === 0) await undo(id)
      else if (now.status === 'credited') expected += amount
    }
    const [from, to] = [addDays(today, -7), addDays(today, -3)]
    const { opening, credit, debit, closing } = await readPeriod(operator.ctx, other.companyId, { from, to })
    expect(opening + credit - debit).toBe(closing)
    expect((await readPeriod(operator.ctx, other.companyId, {})).closing).toBe(expected)
    expect(await driftOfAccountTotals(cabinet.db)).toEqual([])
  })
})
