/** What a hand-over of coupons to a driver is to whoever looks at it. Client-safe. */

import type { CouponStatus, HelpSaid } from '#db/schema/index.ts'

export type { HelpSaid }

/** As many coupons go by one link. */
export const MAX_SET = 1_000

/** What can be given to a driver. */
export const handedStatuses = ['active'] as const satisfies readonly CouponStatus[]

/** A year, whichever: as much goes into one journal. */
export const MAX_JOURNAL_DAYS = 366

/** `over`: its coupons ended unused. */
export type HandoverState = 'sent' | 'opened' | 'used' | 'returned' | 'over'

interface Marked {
  opened_at: Date | null
  returned_at: Date | null
}

/** How many coupons there are, how many of them were redeemed, and how many can still be. */
export interface CouponCounts {
  coupons: number
  redeemed: number
  open: number
}

/** The link lives while it is sent or opened. */
export function handoverState(handover: Marked, { coupons, redeemed, open }: CouponCounts): HandoverState {
  if (handover.returned_at !== null) return 'returned'
  if (open === 0) return redeemed === coupons ? 'used' : 'over'
  return handover.opened_at === null ? 'sent' : 'opened'
}

export function isLive(state: HandoverState): boolean {
  return state === 'sent' || state === 'opened'
}

/** What a cashier says, as a driver can choose it. */
export const saidChoices = [
  'not_read',
  'used',
  'blocked',
  'expired',
  'not_found',
  'product',
  'station',
  'fuel_out',
  'other',
] as const satisfies readonly HelpSaid[]
