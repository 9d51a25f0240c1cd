import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { instrumentName } from '#app/domain/cards/cards.ts'
import { addDays, fromAlmatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  changeTransactions,
  findTransactionsByReceipts,
  TransactionTotalsDelta,
} from '#app/domain/transactions/transaction-register.server.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import {
  exportTransactions,
  lastTransactions,
  listTransactions,
} from '#app/domain/transactions/transactions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { products } from '#tests/support/products.ts'
import { bringCards, bringTransactions, NOW, TODAY } from '#tests/support/registers.ts'
import { driftOfTransactionTotals } from '#tests/support/sums.ts'

let cabinet: Cabinet
let companyId: CompanyId
let otherId: CompanyId
let ctx: Context
let cardId: number
let cardNumber: string
const ROWS = 160

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  otherId = await cabinet.company()
  ctx = (await cabinet.client(companyId)).ctx
  const [card] = await bringCards(ctx, companyId, [{ plate: '627BMW18', holder: 'Жұмабеков Нұрлан' }])
  cardId = card?.id ?? 0
  cardNumber = card?.number ?? ''
  await bringTransactions(
    ctx,
    companyId,
    Array.from({ length: ROWS }, (_, index) => {
      const day = addDays(TODAY, -Math.floor(index / 4))
      const ofCard = index % 8 === 0
      return {
        occurredOn: day,
        // Several at the same second, so that the id decides; one a minute before midnight in Almaty.
        occurredAt: fromAlmatyWallClock(`${day}T${index % 4 === 3 ? '23:59:00' : '00:00:00'}`),
        instrumentNumber: ofCard ? cardNumber : `7825${String(index * 104_729).padStart(12, '0')}`,
        cardId: ofCard ? cardId : null,
        receipt: String(500_000 + index),
        product: products[index % products.length] ?? 'diesel',
        volume: 10_000 + index,
        amount: 325_000 + index,
      }
    }),
  )
  await bringTransactions(ctx, otherId, [{ receipt: '777777', instrumentNumber: '7825999988887777' }])
})
afterAll(() => cabinet.destroy())

const list = (filter: Record<string, string> = {}) =>
  listTransactions(ctx, companyId, TransactionFilter.parse(filter))

async function walk(filter: Record<string, string>) {
  const pages = [await list(filter)]
  for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor ?? null) {
    pages.push(await list({ ...filter, cursor }))
  }
  return pages
}

const every = (): Record<string, string>[] => [
  {},
  { sort: 'oldest' },
  { product: 'lpg' },
  { from: '2026-11-01', to: '2026-11-10' },
  { product: 'ai92', from: '2026-11-01' },
  { card: String(cardId) },
  { card: String(cardId), product: 'ai92' },
  { q: '7825' },
  { q: '627BMW' },
  { q: 'Жұмаб', from: '2026-11-01' },
]

describe('pages', () => {
  test('show each transaction once, and the same backwards, with exact sums', async () => {
    for (const filter of every()) {
      const pages = await walk(filter)
      const rows = pages.flatMap((page) => page.rows)
      expect(rows.length).toBeGreaterThan(0)
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
      expect(pages[0]?.total).toEqual({
        transactions: rows.length,
        volume: rows.reduce((all, { volume }) => all + volume, 0),
        amount: rows.reduce((all, { amount }) => all + amount, 0),
        capped: false,
      })
      let page = pages.at(-1)
      for (const expected of pages.toReversed().slice(1)) {
        page = await list({ ...filter, cursor: page?.previousCursor ?? 'none' })
        expect(page.rows.map(({ id }) => id)).toEqual(expected.rows.map(({ id }) => id))
      }
    }
  })

  test('are in the order of time, the newest first unless told', async () => {
    const times = (await walk({})).flatMap(({ rows }) => rows.map((row) => row.occurred_at.getTime()))
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const oldest = (await walk({ sort: 'oldest' })).flatMap(({ rows }) =>
      rows.map((row) => row.occurred_at.getTime()),
    )
    expect(oldest).toEqual(times.toReversed())
  })

  test("of a day hold Almaty's day, from midnight to midnight", async () => {
    const { rows, total } = await list({ from: '2026-11-20', to: '2026-11-20' })
    expect(rows).toHaveLength(4)
    expect(total.transactions).toBe(4)
  })
})

describe('search', () => {
  test('finds by receipt, number, last digits, driver and plate', async () => {
    expect((await list({ q: '500007' })).rows.map(({ receipt }) => receipt)).toContain('500007')
    expect((await list({ q: cardNumber })).total.transactions).toBe(ROWS / 8)
    const ending = cardNumber.slice(-4)
    expect((await list({ q: ending })).rows.every((row) => row.instrument_number.endsWith(ending))).toBe(true)
    expect((await list({ q: '627 bmw 18' })).total.transactions).toBe(ROWS / 8)
    expect((await list({ q: 'жұмабеков' })).rows[0]?.holder).toBe('Жұмабеков Нұрлан')
  })

  test("security 22: never finds another company's", async () => {
    for (const q of ['777777', '7825999988887777', '7777']) expect((await list({ q })).rows).toEqual([])
    await expect(listTransactions(ctx, otherId, {} as TransactionFilter)).rejects.toThrow('not_found')
    const other = (await cabinet.client(otherId)).ctx
    expect(
      (await listTransactions(other, otherId, TransactionFilter.parse({ card: String(cardId) }))).rows,
    ).toEqual([])
    expect(() => lastTransactions(other, companyId, {}, 5)).toThrow('not_found')
  })
})

test('a URL of any content is a list, never an error', async () => {
  for (const day of ['9999-12-31', '0000-01-01']) await list({ from: day, to: day })
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('9999-12-31', '0000-01-01', '99999999999999999999', '-1', 'lpg'),
  )
  const url = fc.dictionary(
    fc.constantFrom('q', 'product', 'from', 'to', 'card', 'coupon', 'sort', 'cursor'),
    value,
  )
  await fc.assert(
    fc.asyncProperty(url, async (filter) => {
      expect((await list(filter)).rows.length).toBeLessThanOrEqual(50)
    }),
    { numRuns: 100 },
  )
})

test('an export holds exactly what the filters show', async () => {
  for (const filter of every()) {
    const exported: number[] = []
    for await (const rows of exportTransactions(ctx, companyId, TransactionFilter.parse(filter))) {
      exported.push(...rows.map(({ id }) => id))
    }
    expect(exported).toEqual((await walk(filter)).flatMap(({ rows }) => rows.map(({ id }) => id)))
  }
})

test('sums follow what a register corrects', async () => {
  await transact(ctx, async (ctx) => {
    const receipt = { stationCode: 'АЗС-001', receipt: '500001', occurredOn: TODAY }
    const [before] = await findTransactionsByReceipts(ctx, [receipt], { lock: true })
    if (!before) throw new Error('no transaction')
    const delta = new TransactionTotalsDelta()
    const after = {
      ...{ stationCode: 'АЗС-001', receipt: '500001', occurredOn: TODAY, till: '', operationId: '' },
      companyId,
      occurredAt: before.occurred_at,
      instrumentNumber: before.instrument_number,
      cardId: null,
      couponId: null,
      product: 'lpg' as const,
      operation: 'sale' as const,
      volume: 1,
      price: 1,
      amount: 1,
    }
    await changeTransactions(ctx, [{ before, after }], delta)
    await delta.write(ctx)
  })
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
})

test('a card is named by its last four digits, a coupon in full', () => {
  expect(instrumentName({ instrument_number: '7825462894623481', coupon_id: null })).toBe('••••\u00A03481')
  expect(instrumentName({ instrument_number: '99996196100000000000', coupon_id: 5 })).toBe(
    '99996196100000000000',
  )
})
