/** What was bought with whose card or coupon. Client-safe. Volumes are millilitres, money tiyn. */

import { maskedNumber } from '#app/domain/cards/cards.ts'
import type { CouponRemainder, TransactionOperation } from '#db/schema/index.ts'

export type { TransactionOperation }

export const transactionSorts = ['newest', 'oldest'] as const
export type TransactionSort = (typeof transactionSorts)[number]

/** A card is named by its last four digits, also one that no register brought yet; a coupon in full. */
export function instrumentName(transaction: { instrument_number: string; coupon_id: number | null }): string {
  const { instrument_number: number, coupon_id: couponId } = transaction
  return couponId === null ? maskedNumber(number) : number
}

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
