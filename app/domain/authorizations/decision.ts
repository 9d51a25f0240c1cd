/** The answer at a pump, and a reason on the way to it. Client-safe. Volumes are millilitres, money tiyn. */

import { type Day, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { CouponRemainder } from '#db/schema/index.ts'
import type { DeclineCode, RuleOwner } from './decline-codes.ts'
import type { FuelRule, LimitPeriod } from './fuel-request.ts'

/** What the sentence of an answer needs: only what its code is about is there. */
export interface Figures {
  unit?: 'ml' | 'tiyn' | 'fills' | 'tries'
  asked?: number
  left?: number
  limit?: number
  period?: LimitPeriod
  renewsAt?: Date
  products?: readonly string[]
  stations?: NonNullable<FuelRule['stations']>
  nextAllowedAt?: Date
  /** The first or last day on which a thing is valid. */
  day?: Day
  until?: Date
  usedAt?: Date
  /** Its code. */
  station?: string
  least?: number
  most?: number
  /** The rule that decided, where it has a name of its own. */
  rule?: { id: string; name: string }
  /** The other rules that decline, the one that lasts longest first. */
  also?: Named[]
}

export interface Named {
  code: DeclineCode
  whose: RuleOwner
}

export interface Decline extends Named {
  status: 'declined'
  figures: Figures
}

/** What made an approval smaller than the wish. */
export interface Limiter {
  by: DeclineCode | 'coupon_volume' | 'tank' | 'ceiling'
  whose: RuleOwner
  figures: Figures
}

export interface Approval {
  status: 'approved'
  /** Null: anything was wished, and no rule sets a bound. */
  volume: number | null
  /** The volume at the state's price, where there is one. */
  amount: number | null
  limitedBy: Limiter | null
  /** The product that is allowed, where another one is served in its stead. */
  insteadOf: ProductCode | null
  /** What this fill leaves of a coupon. */
  remainder: { volume: number; becomes: CouponRemainder } | null
}

export type Decision = Approval | Decline

/** Whether it was refused for an unlikely odometer alone: it is asked for again, once. */
export function asksOdometer(decision: Decision): boolean {
  if (decision.status !== 'declined' || decision.code !== 'odometer_out_of_range') return false
  return decision.figures.asked !== undefined
}

/** Milliseconds of the moment at which a reason ends, or one of these. */
export const THIS_REQUEST_ONLY = 0
export const UNTIL_CHANGED = 8e15
export const FOR_GOOD = 9e15

export interface DeclineReason extends Named {
  figures: Figures
  endsAt: number
}

/** When what declines ends by itself; null: it does not, or nobody knows when. */
export function endOf({ code, figures }: Decline): Date | null {
  const { renewsAt, nextAllowedAt, until, day } = figures
  const ends = renewsAt ?? nextAllowedAt ?? until ?? null
  return ends ?? (code === 'coupon_not_yet_valid' && day !== undefined ? dayBounds(day).from : null)
}

/** In the limit's own unit: the least with which what was asked for would fit; null: it is no limit of a quantity. */
export function limitNeeded({ figures }: Decline): number | null {
  const { asked, left, limit, unit } = figures
  if (asked === undefined || left === undefined || limit === undefined) return null
  return unit === 'ml' || unit === 'tiyn' ? limit - left + asked : null
}
