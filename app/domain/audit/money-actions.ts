import type { Obstacle } from '#app/domain/kernel/error-codes/money.ts'
import type { AccountEntryKind, MatchedBy, ProductCode } from '#db/schema/index.ts'

/** What is recorded about contracts, prices, accounts and orders; see actions.ts. */
export interface MoneyActions {
  'contract.created': { number: string }
  'contract.edited': { number: string; fields: string[] }
  /** What staff booked on the account; `startsOn`: the day that it counts for. */
  'contract.entry_booked': {
    booked: AccountEntryKind
    chargedAmount: number
    startsOn: string
    reason: string
  }
  'contract.payment_promised': { chargedAmount: number; promisedOn: string; reason: string }
  'contract.promise_withdrawn': Record<never, never>
  'order.cancelled': { reason: string }
  'order.changed': Record<never, never>
  /** By the cabinet, with the payment. */
  'order.coupons_issued': { coupons: number }
  'order.drafted': Record<never, never>
  /** The invoice's number; empty: nothing is to be paid. */
  'order.invoiced': { invoice: string }
  /** Paid, and what keeps its coupons from being issued. */
  'order.issue_delayed': { delayedBy: Obstacle }
  'order.issued': Record<never, never>
  'order.paid': { chargedAmount: number }
  'order.payment_reversed': { chargedAmount: number }
  'order.refused': { reason: string }
  'order.sent': { chargedAmount: number }
  /** By what somebody knew whose it is; the orders' numbers, none: an advance. */
  'payment.credited': { matchedBy: MatchedBy; chargedAmount: number; orders: string[] }
  'payment.reopened': Record<never, never>
  'payment.reversed': { chargedAmount: number; reason: string }
  'payment.set_aside': { reason: string }
  /** `2026-10` */
  'period.closed': { name: string }
  'price_list.created': { name: string }
  'price_list.price_cancelled': { name: string }
  /** Tiyn a litre; `startsOn`: a day. */
  'price_list.price_set': { name: string; product: ProductCode; price: number; startsOn: string }
}
