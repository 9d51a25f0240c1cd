import type { Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { addToTransactionTotals, type TransactionTotalsRow } from '#db/queries/transactions/totals.ts'
import {
  insertTransactions,
  type ReceiptKey,
  selectTransactionsByReceiptsAcrossCompanies,
  type TransactionRow,
  updateTransactions,
} from '#db/queries/transactions/transactions.ts'
import type { CompanyId, ProductCode } from '#db/schema/index.ts'
import { reversed } from '#db/sql/search.ts'

/** One refuelling. Volume in millilitres, price in tiyn a litre, amount in tiyn as charged. */
export interface TransactionFacts {
  companyId: CompanyId
  occurredAt: Date
  instrumentNumber: string
  cardId: number | null
  couponId: number | null
  product: ProductCode
  volume: number
  price: number
  amount: number
}

/** By what a transaction is known. */
export interface Receipt {
  stationCode: string
  receipt: string
  occurredOn: Day
}

type CountedTransaction = Pick<TransactionRow, 'company_id' | 'occurred_on' | 'product' | 'volume' | 'amount'>

/** Changes of companies' sums, gathered and written together. Make it inside the transaction's callback. */
export class TransactionTotalsDelta {
  readonly #rows = new Map<string, TransactionTotalsRow>()

  add(transaction: CountedTransaction): void {
    this.#count(transaction, 1)
  }

  subtract(transaction: CountedTransaction): void {
    this.#count(transaction, -1)
  }

  /** Once, at the end: the rows stay locked until the commit. */
  async write(ctx: Context): Promise<void> {
    const changed = [...this.#rows].filter(([, row]) => row.transactions || row.volume || row.amount)
    const rows = changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    this.#rows.clear()
    await addToTransactionTotals(ctx.db, rows)
  }

  #count({ company_id, occurred_on, product, volume, amount }: CountedTransaction, sign: 1 | -1): void {
    const key = `${String(company_id).padStart(16, '0')} ${occurred_on} ${product}`
    const row = this.#rows.get(key) ?? {
      company_id,
      day: occurred_on,
      product,
      transactions: 0,
      volume: 0,
      amount: 0,
    }
    row.transactions += sign
    row.volume += sign * volume
    row.amount += sign * amount
    this.#rows.set(key, row)
  }
}

// For imports and the demo data: the caller has authorized and works inside a transaction of its own.

/** The transactions that are here already, held until the transaction ends when `lock`. */
export function findTransactionsByReceipts(
  ctx: Context,
  receipts: readonly Receipt[],
  options?: { lock?: boolean },
): Promise<TransactionRow[]> {
  return selectTransactionsByReceiptsAcrossCompanies(ctx.db, receipts.map(keyOf), options)
}

/** Adds new transactions and counts them in the totals' delta, which the caller writes once at the end. */
export async function addTransactions(
  ctx: Context,
  transactions: readonly (TransactionFacts & Receipt)[],
  delta: TransactionTotalsDelta,
): Promise<void> {
  const rows = transactions.map((transaction) => ({ ...columnsOf(transaction), ...keyOf(transaction) }))
  await insertTransactions(ctx.db, rows)
  for (const row of rows) delta.add(row)
}

/** Writes what the register now says over transactions found with `lock`. */
export async function changeTransactions(
  ctx: Context,
  changes: readonly { before: TransactionRow; after: TransactionFacts }[],
  delta: TransactionTotalsDelta,
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    ...columnsOf(after),
    id: before.id,
    station_code: before.station_code,
    receipt: before.receipt,
    occurred_on: before.occurred_on,
  }))
  await updateTransactions(ctx.db, rows)
  for (const { before } of changes) delta.subtract(before)
  for (const row of rows) delta.add(row)
}

function keyOf({ stationCode, receipt, occurredOn }: Receipt): ReceiptKey {
  return { station_code: stationCode, receipt, occurred_on: occurredOn }
}

function columnsOf(facts: TransactionFacts) {
  return {
    company_id: facts.companyId,
    occurred_at: facts.occurredAt,
    instrument_number: facts.instrumentNumber,
    instrument_reversed: reversed(facts.instrumentNumber),
    card_id: facts.cardId,
    coupon_id: facts.couponId,
    product: facts.product,
    volume: facts.volume,
    price: facts.price,
    amount: facts.amount,
  }
}
