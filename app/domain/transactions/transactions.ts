/** What was bought with whose card or coupon. Client-safe. Volumes are millilitres, money tiyn. */

import type { CouponRemainder, TransactionOperation } from '#db/schema/index.ts'

export type { TransactionOperation }

export const transactionSorts = ['newest', 'oldest'] as const
export type TransactionSort = (typeof transactionSorts)[number]

/** Millilitres that a refuelling left on a coupon, and what became of them; null: none, or a return. */
export function leftByFill(transaction: {
  operation: TransactionOperation
  remainder: number | null
  remainder_becomes: CouponRemainder | null
}): { volume: number; becomes: CouponRemainder } | null {
  const { operation, remainder: volume, remainder_becomes: becomes } = transaction
  return operation === 'sale' && volume !== null && volume > 0 && becomes !== null
    ? { volume, becomes }
    : null
}
