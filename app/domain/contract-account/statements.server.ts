import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { EXPORT_SIZE } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import type { ListedEntryRow } from '#db/queries/contract-account/entries.ts'
import {
  type StatementSums,
  selectStatementEntries,
  sumStatement,
} from '#db/queries/contract-account/statements.ts'
import { readPeriod } from './balances.server.ts'
import type { FuelOfProduct, Period, Statement, TurnoverOfKind } from './statement.ts'

const KINDS = ['opening', 'payment', 'refund', 'issue', 'fill', 'return', 'remainder', 'correction'] as const

/**
 * A company's account over a period: the balance before it, what came in and went out by cause, fuel by product, and the
 * balance after it. The turnovers are those of the rows themselves; opening and closing differ by exactly them.
 */
export async function readStatement(ctx: Context, companyId: CompanyId, period: Period): Promise<Statement> {
  requireRightIn(ctx, companyId, 'see_account')
  const { opening } = await readPeriod(ctx, companyId, period)
  const sums = await sumStatement(ctx.db, companyId, period)
  const [credit, debit] = [sumOf(sums, 'credit'), sumOf(sums, 'debit')]
  return {
    ...{ period, opening, credit, debit, closing: opening + credit - debit },
    kinds: KINDS.flatMap((kind) => turnoverOf(kind, sums)),
    fuel: (await allProductCodes(ctx)).flatMap((product) => fuelOf(product, sums)),
  }
}

function sumOf(
  rows: readonly StatementSums[],
  what: 'credit' | 'debit' | 'memo' | 'volume' | 'entries',
): number {
  return rows.reduce((sum, row) => sum + row[what], 0)
}

function turnoverOf(kind: (typeof KINDS)[number], all: readonly StatementSums[]): TurnoverOfKind[] {
  const rows = all.filter((row) => row.kind === kind)
  if (rows.length === 0) return []
  return [
    { kind, credit: sumOf(rows, 'credit'), debit: sumOf(rows, 'debit'), entries: sumOf(rows, 'entries') },
  ]
}

function fuelOf(product: string, all: readonly StatementSums[]): FuelOfProduct[] {
  // What went back to the client was never fuelled.
  const rows = all.filter((row) => row.product === product && row.kind !== 'remainder')
  if (rows.length === 0) return []
  const debit = sumOf(rows, 'debit') - sumOf(rows, 'credit')
  return [{ product, volume: sumOf(rows, 'volume'), debit, memo: 0 - sumOf(rows, 'memo') }]
}

/** A row of the file: the balance before, each entry, the turnovers, the balance after. */
export type StatementRow =
  | { is: 'opening' | 'closing'; day: string; amount: number }
  | { is: 'entry'; entry: ListedEntryRow }
  | { is: 'turnover'; credit: number; debit: number }

/**
 * The ledger of a period, the oldest first, a batch at a time. Turnovers and closing are those of the rows that were
 * written: a row that is booked meanwhile makes none of them wrong.
 */
export async function* exportStatement(
  ctx: Context,
  companyId: CompanyId,
  period: Period,
): AsyncGenerator<StatementRow[]> {
  requireRightIn(ctx, companyId, 'see_account')
  await enforceRateLimit(ctx, 'export')
  const { opening } = await readPeriod(ctx, companyId, period)
  yield [{ is: 'opening', day: period.from, amount: opening }]
  let [credit, debit] = [0, 0]
  let after: ListedEntryRow | null = null
  for (;;) {
    const rows: ListedEntryRow[] = await selectStatementEntries(ctx.db, companyId, period, {
      after,
      limit: EXPORT_SIZE,
    })
    for (const { amount } of rows) {
      if (amount > 0) credit += amount
      else debit -= amount
    }
    yield rows.map((entry) => ({ is: 'entry' as const, entry }))
    after = rows.at(-1) ?? null
    if (rows.length < EXPORT_SIZE || !after) break
  }
  yield [
    { is: 'turnover', credit, debit },
    { is: 'closing', day: period.to, amount: opening + credit - debit },
  ]
}
