/** A coupon as `decide` sees it. Client-safe. */

import { decideStatus } from '#app/domain/authorizations/decide-status.ts'
import type { Decision } from '#app/domain/authorizations/decision.ts'
import type { CouponFacts } from '#app/domain/authorizations/fuel-request.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { CouponIssuerStatus, CouponRemainder } from '#db/schema/index.ts'

interface StoredCoupon {
  issuer_status: CouponIssuerStatus
  client_blocked_at: Date | null
  valid_from: string
  valid_until: string
  product: ProductCode
  remaining: number
  divisible: 0 | 1
  /** What the coupon's contract says of litres that a fill leaves; null: as the coupon says. */
  contract_remainder?: CouponRemainder | null
  redeemed_at: Date | null
  redeemed_station?: string | null
  /** What of `remaining` an operation at a pump holds until `hold_until`. */
  held: number
  hold_until: Date | null
  hold_station?: string | null
  company_closed_at?: Date | null
  suspected_at: Date | null
}

/** What becomes of litres that one fill leaves: by the contract, else kept on a divisible coupon. */
export function remainderOf({
  divisible,
  contract_remainder: agreed,
}: Pick<StoredCoupon, 'divisible' | 'contract_remainder'>): CouponFacts['remainder'] {
  return agreed ?? (divisible ? 'kept' : 'refused')
}

/** What a hold leaves to others: nothing where its fill ends the coupon, whatever that leaves. */
export function leftBesideHold(
  coupon: Pick<StoredCoupon, 'remaining' | 'held' | 'divisible' | 'contract_remainder'>,
): number {
  return remainderOf(coupon) === 'kept' ? Math.max(0, coupon.remaining - coupon.held) : 0
}

/** Looked at in the cabinet, by somebody who need not prove that they hold it. */
export function couponFactsOf(coupon: Omit<StoredCoupon, 'suspected_at'>, moment: Date): CouponFacts {
  const { redeemed_at: redeemedAt, hold_until: heldUntil } = coupon
  const reserved = heldUntil !== null && heldUntil > moment
  return {
    kind: 'coupon',
    issuerStatus: coupon.issuer_status,
    isBlockedByClient: coupon.client_blocked_at !== null,
    validFrom: coupon.valid_from,
    validUntil: coupon.valid_until,
    product: coupon.product,
    left: reserved ? leftBesideHold(coupon) : coupon.remaining,
    remainder: remainderOf(coupon),
    proof: 'right',
    used: redeemedAt && { at: redeemedAt, station: coupon.redeemed_station ?? null },
    reserved: reserved ? { until: heldUntil, station: coupon.hold_station ?? null } : null,
  }
}

/** Whether the coupon works now. */
export function decideCoupon(coupon: StoredCoupon, moment: Date): Decision {
  return decideStatus(couponFactsOf(coupon, moment), [], moment, {
    isCompanyClosed: (coupon.company_closed_at ?? null) !== null,
    isSuspicious: coupon.suspected_at !== null,
  })
}
