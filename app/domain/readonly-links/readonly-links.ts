/** Links by which somebody without an account reads a period. Client-safe. */

/** Days that a link may live. */
export const MIN_LINK_DAYS = 1
export const MAX_LINK_DAYS = 90
/** Offered first. */
export const USUAL_LINK_DAYS = 14
/** Hours that one press of the button opens the pages for. */
export const VISIT_HOURS = 12

export type ReadonlyLinkState = 'live' | 'over' | 'revoked'

interface Marked {
  revoked_at: Date | null
  /** 1 until its end. */
  is_current: 0 | 1
}

export function readonlyLinkState({
  revoked_at: revokedAt,
  is_current: isCurrent,
}: Marked): ReadonlyLinkState {
  if (revokedAt !== null) return 'revoked'
  return isCurrent ? 'live' : 'over'
}

/** The lists that a reader sees, each a page of its own. */
export const readLists = ['transactions', 'coupons', 'cards'] as const
export type ReadList = (typeof readLists)[number]

/** What became of a coupon in the period. */
export type ReadCouponState = 'used' | 'unused' | 'exchanged' | 'refunded' | 'cancelled'
