import type { AccountEntryKind } from '#app/domain/contract-account/account.ts'
import type { ProductCode } from '#app/domain/products/products.ts'

/** Money is in tiyn. */
export interface AccountView {
  balance: number
  free: number
  coupons: number
  held: number
  promised: number
  spendable: number
  stopLimit: number
  /** Whole days at the pace of the last month; null: nothing was spent. */
  days: number | null
  promises: PromiseView[]
}

export interface PromiseView {
  id: number
  /** What is still to come. */
  left: number
  untilOn: string
  reason: string
}

export interface EntryView {
  id: number
  kind: AccountEntryKind
  bookedOn: string
  occurredOn: string
  amount: number
  /** What a paid coupon's fuel was worth; 0: the row debits what it says. */
  memo: number
  product: ProductCode | null
  volume: number | null
  /** The station or the paper. */
  about: string
  instrument: string | null
  document: string
  comment: string
  contract: string
  /** Staff only. */
  by: string | null
  /** The page of the refuelling, for the client. */
  transactionHref: string | null
  correctsHref: string | null
  href: string
}

export interface PeriodView {
  opening: number
  credit: number
  debit: number
  closing: number
}
