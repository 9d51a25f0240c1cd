import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statementPeriod } from '#app/domain/contract-account/statement.ts'
import {
  exportStatement,
  readStatement,
  type StatementRow,
} from '#app/domain/contract-account/statements.server.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { EXPORT_SIZE } from '#app/domain/kernel/page.server.ts'
import { Random } from '#tests/faults/driver/random.ts'
import { accountFor, book } from '#tests/support/accounts.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringTransactions } from '#tests/support/registers.ts'

let cabinet: Cabinet
let operator: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  operator = await cabinet.staff('operator')
})
afterAll(() => cabinet.destroy())

const FIRST = '2026-10-01'
const PRODUCTS = ['diesel', 'ai95', 'lpg'] as const

interface Booked {
  on: string
  amount: number
  product: string | null
  volume: number
}

/** An account of two months with payments and fuel of three products, some of it given back. */
async function randomLedger(seed: number, steps: number): Promise<{ companyId: CompanyId; rows: Booked[] }> {
  const companyId = await cabinet.company()
  await accountFor(operator, companyId)
  const random = new Random(seed)
  const rows: Booked[] = []
  for (let step = 0; step < steps; step++) {
    const on = addDays(FIRST, random.between(0, 50))
    const sum = random.between(1, 900_000)
    if (random.between(0, 3) === 0) {
      const amount = `${Math.trunc(sum / 100)}.${String(sum % 100).padStart(2, '0')}`
      await book(operator, companyId, { kind: 'payment', amount, occurredOn: on })
      rows.push({ on, amount: sum, product: null, volume: 0 })
    } else {
      const isReturn = random.between(0, 5) === 0
      const sign = isReturn ? -1 : 1
      const product = PRODUCTS[random.between(0, 2)] ?? 'diesel'
      const volume = random.between(1, 90_000) * sign
      const fuel = { product, volume, amount: sum * sign, occurredOn: on, operationId: `s${seed}-${step}` }
      const operation = isReturn ? ('return' as const) : ('sale' as const)
      await bringTransactions(operator.ctx, companyId, [{ ...fuel, operation }])
      rows.push({ on, amount: -sum * sign, product, volume })
    }
  }
  return { companyId, rows }
}

async function exported(companyId: CompanyId, period: { from: string; to: string }): Promise<StatementRow[]> {
  const rows: StatementRow[] = []
  for await (const batch of exportStatement(operator.ctx, companyId, period)) rows.push(...batch)
  return rows
}

describe('a statement', () => {
  test.each([1, 2, 3])('of a random ledger adds up, on the page and in the file (%d)', async (seed) => {
    const { companyId, rows } = await randomLedger(seed, 70)
    const random = new Random(seed + 100)
    const sumOf = (of: readonly Booked[]) => of.reduce((sum, { amount }) => sum + amount, 0)
    for (let round = 0; round < 12; round++) {
      const from = addDays(FIRST, random.between(-3, 50))
      const to = addDays(from, random.between(0, 40))
      const inside = rows.filter(({ on }) => on >= from && on <= to)
      const before = rows.filter(({ on }) => on < from)
      const statement = await readStatement(operator.ctx, companyId, { from, to })
      expect(statement).toMatchObject({
        opening: sumOf(before),
        credit: sumOf(inside.filter(({ amount }) => amount > 0)),
        debit: -sumOf(inside.filter(({ amount }) => amount < 0)),
        closing: sumOf(before) + sumOf(inside),
      })
      const next = await readStatement(operator.ctx, companyId, { from: addDays(to, 1), to: addDays(to, 9) })
      expect(next.opening).toBe(statement.closing)
      for (const what of ['credit', 'debit'] as const)
        expect(statement.kinds.reduce((sum, row) => sum + row[what], 0)).toBe(statement[what])
      for (const product of PRODUCTS) {
        const fuel = inside.filter((row) => row.product === product)
        const shown = statement.fuel.find((row) => row.product === product)
        const volume = fuel.reduce((sum, row) => sum + row.volume, 0)
        expect(shown).toEqual(fuel.length > 0 ? { product, volume, debit: -sumOf(fuel), memo: 0 } : undefined)
      }

      const file = await exported(companyId, { from, to })
      expect(file[0]).toEqual({ is: 'opening', day: from, amount: statement.opening })
      expect(file.slice(-2)).toEqual([
        { is: 'turnover', credit: statement.credit, debit: statement.debit },
        { is: 'closing', day: to, amount: statement.closing },
      ])
      const entries = file.flatMap((row) => (row.is === 'entry' ? [row.entry] : []))
      expect(entries.map(({ booked_on: on, amount }) => ({ on, amount }))).toEqual(
        entries
          .map(({ booked_on: on, amount }) => ({ on, amount }))
          .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
      )
      expect(entries.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual(
        inside.map(({ amount }) => amount).toSorted((a, b) => a - b),
      )
    }
  })

  test('is read a batch at a time: every row once, however many there are of one day', async () => {
    const companyId = await cabinet.company()
    await accountFor(operator, companyId)
    const count = EXPORT_SIZE + 3
    const fuel = Array.from({ length: count }, (_, index) => ({
      ...{ occurredOn: FIRST, amount: 100, volume: 1_000, operationId: `b${index}` },
    }))
    await bringTransactions(operator.ctx, companyId, fuel)
    const file = await exported(companyId, { from: FIRST, to: FIRST })
    const ids = file.flatMap((row) => (row.is === 'entry' ? [row.entry.id] : []))
    expect(new Set(ids).size).toBe(count)
    expect(ids).toHaveLength(count)
    expect(file.at(-1)).toEqual({ is: 'closing', day: FIRST, amount: -100 * count })
  })

  test('is of one company, and empty where nothing was booked', async () => {
    const { companyId } = await randomLedger(9, 5)
    const other = await cabinet.company()
    await accountFor(operator, other)
    const period = { from: FIRST, to: addDays(FIRST, 90) }
    expect(await readStatement(operator.ctx, other, period)).toEqual({
      ...{ period, opening: 0, credit: 0, debit: 0, closing: 0, kinds: [], fuel: [] },
    })
    const stranger = await cabinet.client(other)
    await expect(readStatement(stranger.ctx, companyId, period)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(exportStatement(stranger.ctx, companyId, period).next()).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

test.each([
  [{}, { from: '2026-10-01', to: '2026-10-31' }],
  [
    { from: '2026-03-05', to: '2026-04-06' },
    { from: '2026-03-05', to: '2026-04-06' },
  ],
  [
    { from: '2026-04-06', to: '2026-03-05' },
    { from: '2026-03-05', to: '2026-04-06' },
  ],
  [{ from: '2026-02-10' }, { from: '2026-02-10', to: '2026-02-28' }],
  [{ to: '2026-02-10' }, { from: '2026-02-01', to: '2026-02-10' }],
])('the period of %j on 29 November 2026', (asked, expected) => {
  expect(statementPeriod(asked, '2026-11-29')).toEqual(expected)
})
