import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

/**
 * Why a row stands in the ledger. `correction` follows an earlier row, which stays. `remainder`: litres that a fill left on a
 * coupon went back to the client, or were taken again with the fill.
 */
export type AccountEntryKind =
  | 'opening'
  | 'payment'
  | 'refund'
  | 'issue'
  | 'fill'
  | 'return'
  | 'remainder'
  | 'correction'

/** Rows are added, never changed. */
export interface AccountEntriesTable {
  id: Generated<number>
  company_id: number
  contract_id: number
  kind: AccountEntryKind
  /** The day that it counts for: of an open month. */
  booked_on: Day
  /** The day on which it happened. */
  occurred_on: Day
  /** Tiyn: more than nothing came in, less went out. */
  amount: number
  /**
   * Tiyn of what was paid already: fuel of coupons whose issue was booked. Of a remainder: what is free again of what the
   * account kept for the coupon.
   */
  memo: Generated<number>
  product: ProductCode | null
  /** Millilitres, with the sign of the transaction. */
  volume: number | null
  transaction_id: number | null
  /** Of a remainder: the operation whose fill left it. */
  authorization_id: ColumnType<number | null, number | null | undefined, number | null>
  /** The earlier row that it puts right. */
  corrects_id: number | null
  /** The number of a payment order or another paper. */
  document: Generated<string>
  comment: Generated<string>
  created_by: number | null
  created_at: CreatedAt
}

export interface AccountTotalsTable {
  company_id: number
  span: 'day' | 'month'
  /** The day itself, or the first day of its month. */
  starts_on: Day
  slot: number
  /** Tiyn that came in and that went out, both more than nothing. */
  credit: number
  debit: number
  entries: number
}

/** Rows are added; the latest day counts. */
export interface AccountPeriodsTable {
  id: Generated<number>
  closed_through: Day
  closed_by: number | null
  created_at: CreatedAt
}

export interface PromisedPaymentsTable {
  id: Generated<number>
  company_id: number
  amount: number
  /** What of it has come in. */
  paid: Generated<number>
  /** The last day on which it counts. */
  until_on: Day
  reason: string
  created_by: number
  created_at: CreatedAt
  withdrawn_at: ColumnType<Date | null, Date | null | undefined, Date | null>
}

export interface ContractAccountTables {
  account_entries: AccountEntriesTable
  account_periods: AccountPeriodsTable
  account_totals: AccountTotalsTable
  promised_payments: PromisedPaymentsTable
}
