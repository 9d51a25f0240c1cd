import { postTransactions, unpostTransactions } from '#app/domain/contract-account/posting.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { REGISTER_SLOT } from '#app/domain/kernel/sum-slots.server.ts'
import { type TransactionTotalsRow, upsertTransactionTotals } from '#db/queries/transactions/totals.ts'
import {
  deleteTransactions,
  insertTransactions,
  type ReceiptKey,
  selectNewestTransaction,
  selectTransactionSpans,
  selectTransactionsByOperationIdsAcrossCompanies,
  selectTransactionsByReceiptsAcrossCompanies,
  selectTransactionsInSpans,
  type TransactionRow,
  updateTransactions,
} from '#db/queries/transactions/transactions.ts'
import {
  selectStationsWithTransactions,
  selectSubjectsWithTransactions,
} from '#db/queries/transactions/uses.ts'
import type { CompanyId, ProductCode, TransactionOperation } from '#db/schema/index.ts'
import { reversed } from '#db/sql/search.ts'

/**
 * One refuelling, return or correction. Volume in millilitres, price in tiyn a litre, amount in tiyn as charged;
 * volume and amount of what was given back are negative, so that every sum subtracts it.
 */
export interface TransactionFacts {
  companyId: CompanyId
  occurredAt: Date
  instrumentNumber: string
  cardId: number | null
  couponId: number | null
  product: ProductCode
  operation: TransactionOperation
  volume: number
  price: number
  amount: number
}

/** By what a transaction is known, beside its instrument, product and operation. */
export interface Receipt {
  stationCode: string
  receipt: string
  occurredOn: Day
  /** The cash desk; empty where the register does not say. */
  till: string
  /** The sender's own id of the operation; empty where there is none. */
  operationId: string
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
  async write(ctx: Context, slot = REGISTER_SLOT): Promise<void> {
    const changed = [...this.#rows].filter(([, row]) => row.transactions || row.volume || row.amount)
    const rows = changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => ({ ...row, slot }))
    this.#rows.clear()
    await upsertTransactionTotals(ctx.db, rows)
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

/** What is here of these receipts and days, however many zeros a receipt begins with; held when `lock`. */
export function findTransactionsByReceipts(
  ctx: Context,
  receipts: readonly Pick<Receipt, 'stationCode' | 'receipt' | 'occurredOn'>[],
  options?: { lock?: boolean },
): Promise<TransactionRow[]> {
  const keys = receipts.map(({ stationCode, receipt, occurredOn }) => ({
    station_code: stationCode,
    receipt_key: receiptKey(receipt),
    occurred_on: occurredOn,
  }))
  return selectTransactionsByReceiptsAcrossCompanies(ctx.db, keys, options)
}

/** What is here under the sender's ids; empty ones are no ids. */
export function findTransactionsByOperationIds(
  ctx: Context,
  ids: readonly string[],
  options?: { lock?: boolean },
): Promise<TransactionRow[]> {
  return selectTransactionsByOperationIdsAcrossCompanies(ctx.db, ids, options)
}

/** What is here of a card or a coupon within each of the spans. */
export function findTransactionsInMinutes(
  ctx: Context,
  minutes: readonly { companyId: CompanyId; instrumentNumber: string; from: Date; until: Date }[],
): Promise<TransactionRow[]> {
  return selectTransactionsInSpans(ctx.db, minutes)
}

/** Its id; 0 before the first. */
export function newestTransaction(ctx: Context): Promise<number> {
  return selectNewestTransaction(ctx.db)
}

/** From when to when each of the companies has transactions; one without any is left out. */
export async function transactionSpans(
  ctx: Context,
  companyIds: readonly CompanyId[],
): Promise<{ companyId: number; from: Date; to: Date }[]> {
  return selectTransactionSpans(ctx.db, companyIds)
}

/** As the column of the same name: two receipts that differ in their leading zeros only are one. */
export function receiptKey(receipt: string): string {
  return receipt.replace(/^0+/, '')
}

/** Adds new transactions and counts them in the totals' delta, which the caller writes once at the end. */
export async function addTransactions(
  ctx: Context,
  transactions: readonly (TransactionFacts & Receipt)[],
  delta: TransactionTotalsDelta,
  /** Of an operation at a pump. */
  operation?: { authorizationId: number; fillId: string },
): Promise<void> {
  const source = operation
    ? { source: 'pump' as const, authorization_id: operation.authorizationId, fill_id: operation.fillId }
    : { source: 'register' as const, authorization_id: null, fill_id: '' }
  const rows = transactions.map((transaction) => ({
    ...columnsOf(transaction),
    ...keyOf(transaction),
    ...source,
  }))
  await insertTransactions(ctx.db, rows)
  for (const row of rows) delta.add(row)
  await postTransactions(ctx, rows.map(withReceiptKey), { isRegister: !operation })
}

/** Writes what the register now says over transactions found with `lock`. */
export async function changeTransactions(
  ctx: Context,
  changes: readonly { before: TransactionRow; after: TransactionFacts & Receipt }[],
  delta: TransactionTotalsDelta,
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({ ...columnsOf(after), ...keyOf(after), id: before.id }))
  await updateTransactions(ctx.db, rows)
  for (const { before } of changes) delta.subtract(before)
  for (const row of rows) delta.add(row)
  await postTransactions(ctx, rows.map(withReceiptKey), { isRegister: true })
}

/** Transactions that an import brought and that is taken back. */
export async function removeTransactions(
  ctx: Context,
  rows: readonly TransactionRow[],
  delta: TransactionTotalsDelta,
): Promise<void> {
  await unpostTransactions(ctx, rows)
  await deleteTransactions(
    ctx.db,
    rows.map(({ id }) => id),
  )
  for (const row of rows) delta.subtract(row)
}

/** Which of the cards have any. */
export function cardsWithTransactions(ctx: Context, ids: readonly number[]): Promise<Set<number>> {
  return selectSubjectsWithTransactions(ctx.db, 'card_id', ids)
}

export function couponsWithTransactions(ctx: Context, ids: readonly number[]): Promise<Set<number>> {
  return selectSubjectsWithTransactions(ctx.db, 'coupon_id', ids)
}

export function stationsWithTransactions(ctx: Context, codes: readonly string[]): Promise<Set<string>> {
  return selectStationsWithTransactions(ctx.db, codes)
}

function withReceiptKey<Row extends { receipt: string }>(row: Row): Row & { receipt_key: string } {
  return { ...row, receipt_key: receiptKey(row.receipt) }
}

function keyOf({ stationCode, receipt, occurredOn, till, operationId }: Receipt): ReceiptKey {
  return { station_code: stationCode, receipt, occurred_on: occurredOn, till, operation_id: operationId }
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
    operation: facts.operation,
    volume: facts.volume,
    price: facts.price,
    amount: facts.amount,
  }
}
