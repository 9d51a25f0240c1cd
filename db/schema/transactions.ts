import type { Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

export interface TransactionsTable {
  id: Generated<number>
  company_id: number
  station_code: string
  receipt: string
  occurred_on: Day
  occurred_at: Date
  instrument_number: string
  instrument_reversed: string
  card_id: number | null
  coupon_id: number | null
  product: ProductCode
  volume: number
  price: number
  amount: number
  created_at: CreatedAt
}

/** Litres and tiyn by company, day of Asia/Almaty and product, kept in the transaction of each import. */
export interface TransactionTotalsTable {
  company_id: number
  day: Day
  product: ProductCode
  transactions: number
  volume: number
  amount: number
}

export interface TransactionsTables {
  transactions: TransactionsTable
  transaction_totals: TransactionTotalsTable
}
