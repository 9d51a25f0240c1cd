import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

/** A correction adds to or takes from what was booked; a return only takes away. */
export type TransactionOperation = 'sale' | 'return' | 'correction'

/** Whose word it is: the issuer's register, or a pump's that the cabinet decided for. */
export type TransactionSource = 'register' | 'pump'

export interface TransactionsTable {
  id: Generated<number>
  company_id: number
  station_code: string
  receipt: string
  /** Without zeros in front: Excel drops them. */
  receipt_key: GeneratedAlways<string>
  /** The cash desk; empty: the register does not say. */
  till: string
  /** The sender's own id of it; empty: none. */
  operation_id: string
  occurred_on: Day
  occurred_at: Date
  instrument_number: string
  instrument_reversed: string
  card_id: number | null
  coupon_id: number | null
  product: ProductCode
  operation: TransactionOperation
  /** Negative: given back. */
  volume: number
  price: number
  amount: number
  source: ColumnType<TransactionSource, TransactionSource | undefined, TransactionSource>
  authorization_id: ColumnType<number | null, number | null | undefined, number | null>
  /** Rows of one fill have the same; empty: a fill of its own. */
  fill_id: ColumnType<string, string | undefined, string>
  /** When a register first brought what a pump had written. */
  confirmed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  created_at: CreatedAt
}

/** Litres and tiyn by company, day of Asia/Almaty and product, kept in the transaction of each import. */
export interface TransactionTotalsTable {
  company_id: number
  day: Day
  product: ProductCode
  /** Registers write to 0. */
  slot: ColumnType<number, number | undefined, number>
  transactions: number
  volume: number
  amount: number
}

export interface TransactionsTables {
  transactions: TransactionsTable
  transaction_totals: TransactionTotalsTable
}
