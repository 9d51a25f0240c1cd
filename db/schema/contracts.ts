import type { ColumnType, Generated } from 'kysely'
import type { CreatedAt, Day } from './columns.ts'
import type { ProductCode } from './products.ts'

/**
 * The rate of a coupon's VAT: of the day of the refuelling, of the day of purchase, or the supplier pays none.
 */
export type ContractVat = 'turnover' | 'purchase' | 'none'

/** What debits the account for coupons: their refuelling, or their issue. */
export type ContractPapers = 'fill' | 'issue'

/** What becomes of litres that one fill leaves on a coupon. */
export type CouponRemainder = 'kept' | 'returned' | 'lapsed'

export interface ContractsTable {
  id: Generated<number>
  company_id: number
  number: string
  signed_on: Day
  starts_on: Day
  /** The last day; null: open. */
  ends_on: Day | null
  /** Null: the price of the station. */
  price_list_id: number | null
  /** Hundredths of a percent off every price. */
  discount: Generated<number>
  vat: ContractVat
  papers: ContractPapers
  terms: string
  supplier_name: string
  supplier_bin: string
  supplier_address: string
  supplier_iban: string
  supplier_kbe: string
  supplier_bank: string
  supplier_bic: string
  buyer_address: string
  buyer_iban: string
  buyer_kbe: string
  buyer_bank: string
  buyer_bic: string
  /** From which day the account is kept; null: it is not. */
  account_from: Day | null
  /** Tiyn: cards stop when no more than this is free; less than nothing is a credit. */
  stop_limit: Generated<number>
  /** Tiyn: below this the client is told; null: never. */
  low_balance: number | null
  /** Since when the client has been told. */
  low_since: ColumnType<Date | null, Date | null | undefined, Date | null>
  /** Counts decisions that spend what is free. */
  ledger_version: Generated<number>
  /** Tiyn: an order of less is not taken. */
  min_order: Generated<number>
  /** For how long coupons are valid. */
  coupon_months: Generated<number>
  /** Null: as each coupon says, kept on a divisible one, lapsed on one that is used as a whole. */
  coupon_remainder: ColumnType<
    CouponRemainder | null,
    CouponRemainder | null | undefined,
    CouponRemainder | null
  >
  version: Generated<number>
  created_by: number
  created_at: CreatedAt
  updated_at: ColumnType<Date, Date | undefined, Date>
}

export interface PriceListsTable {
  id: Generated<number>
  name: string
  created_by: number
  created_at: CreatedAt
}

/** Tiyn a litre with VAT, from a day on. */
export interface PricesTable {
  id: Generated<number>
  price_list_id: number
  product: ProductCode
  starts_on: Day
  price: number
  set_by: number
  created_at: CreatedAt
}

export interface ContractsTables {
  contracts: ContractsTable
  price_lists: PriceListsTable
  prices: PricesTable
}
