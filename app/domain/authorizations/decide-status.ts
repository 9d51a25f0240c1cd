/** What a card or a coupon says of itself: whether anything can be fuelled with it now, at some station. Client-safe. */

import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import type { FuelRule, Instrument } from './fuel-request.ts'

export function decideStatus(
  instrument: Instrument,
  rules: readonly FuelRule[],
  moment: Date,
  {
    isCompanyClosed,
    isSuspicious,
    freeBalance = null,
  }: {
    isCompanyClosed: boolean
    isSuspicious: boolean
    /** Tiyn that cards of the company may still spend; null: no account is kept, or it is a coupon. */
    freeBalance?: number | null
  },
): Decision {
  return decide(
    { moment, wish: { by: 'anything' }, acceptPartial: true, atStation: false },
    {
      operation: 'new',
      instrument,
      rules,
      isCompanyClosed,
      insteadOf: [],
      isSuspicious,
      freeBalance,
      station: null,
      price: null,
      tank: null,
      ceiling: Number.POSITIVE_INFINITY,
      odometer: null,
    },
  )
}
