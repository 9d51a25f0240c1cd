/** How much: the least that limits, balance, tank and coupon leave, beside what was wished. Client-safe. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import { amountOf, volumeFor } from '#app/domain/kernel/money.ts'
import { type Bound, boundsOf } from './bounds.ts'
import {
  type Approval,
  type DeclineReason,
  type Limiter,
  THIS_REQUEST_ONLY,
  UNTIL_CHANGED,
} from './decision.ts'
import { reason } from './decline-reasons.ts'
import type { CouponFacts, FuelRequest, FuelState, FuelWish, Instrument } from './fuel-request.ts'

export function decideQuantity(
  request: FuelRequest,
  state: FuelState,
  instrument: Instrument,
  today: Day,
): Approval | { reasons: DeclineReason[] } {
  // A price of nothing buys everything: it is none.
  const price = state.price !== null && state.price > 0 ? state.price : null
  const { wish } = request
  const bounds = boundsOf(request, state, { instrument, price, today })
  const empty = bounds.filter(({ volume }) => volume !== null && volume <= 0)
  const needsPrice =
    (wish.by === 'amount' || (wish.by !== 'anything' && bounds.some(({ volume }) => volume === null))) &&
    price === null
  const reasons = empty.map((bound) => reasonOf(bound))
  if (needsPrice) reasons.push(reason('price_missing', UNTIL_CHANGED))
  if (reasons.length > 0) return { reasons }

  const wished = wishedVolume(request, price)
  const narrow = wished === null ? bounds : bounds.filter(({ volume }) => volume !== null && volume < wished)
  if (narrow.length > 0 && wished !== null && !request.acceptPartial) {
    return { reasons: narrow.map((bound) => tooNarrow(bound, request, wished, price)) }
  }
  const least = leastOf(narrow)
  const volume = least?.volume ?? wished
  const limitedBy = least && { by: least.by, whose: least.whose, figures: least.say().figures }
  if (
    least &&
    isRule(least) &&
    breaksUp(instrument, volume) &&
    (wished ?? instrument.left) >= instrument.left
  ) {
    // The whole coupon was wished: the rule that leaves less declines, not the coupon.
    return { reasons: [tooNarrow(least, request, instrument.left, price)] }
  }
  return approve(volume, price, limitedBy ?? null, instrument)
}

/** Whether so much would leave litres on a coupon that is used as a whole, or whose unused litres lapse. */
function breaksUp(instrument: Instrument, volume: number | null): instrument is CouponFacts {
  return (
    instrument.kind === 'coupon' &&
    (instrument.remainder === 'refused' || instrument.remainder === 'lapsed') &&
    volume !== null &&
    volume < instrument.left
  )
}

function isRule({ by }: Bound): boolean {
  return by !== 'coupon_volume' && by !== 'tank' && by !== 'ceiling'
}

function approve(
  volume: number | null,
  price: number | null,
  limitedBy: Limiter | null,
  instrument: Instrument,
): Approval | { reasons: DeclineReason[] } {
  const amount = volume !== null && price !== null ? amountOf(volume, price) : null
  const approval = {
    status: 'approved',
    volume,
    amount,
    limitedBy,
    insteadOf: null,
    remainder: null,
  } as const
  if (instrument.kind === 'card' || volume === null || volume >= instrument.left) return approval
  const { left, remainder } = instrument
  if (remainder === 'refused') {
    return {
      reasons: [reason('coupon_indivisible', THIS_REQUEST_ONLY, { unit: 'ml', asked: volume, left })],
    }
  }
  return { ...approval, remainder: { volume: left - volume, becomes: remainder } }
}

function wishedVolume({ wish }: FuelRequest, price: number | null): number | null {
  switch (wish.by) {
    case 'volume':
      return Math.max(1, wish.volume)
    case 'amount':
      return price === null ? null : Math.max(1, volumeFor(wish.amount, price))
    case 'full_tank':
    case 'anything':
      return null
  }
}

function reasonOf({ by, whose, say }: Bound): DeclineReason {
  const code = by === 'coupon_volume' || by === 'tank' || by === 'ceiling' ? 'partial_not_accepted' : by
  return { code, whose, ...say() }
}

/** With the wish in the bound's own unit. */
function tooNarrow(bound: Bound, { wish }: FuelRequest, wished: number, price: number | null): DeclineReason {
  const { figures, ...reason } = reasonOf(bound)
  const asked = figures.unit === 'tiyn' ? amountAsked(wish, wished, price) : wished
  return { ...reason, figures: { ...figures, asked } }
}

function amountAsked(wish: FuelWish, wished: number, price: number | null): number {
  return wish.by === 'amount' ? wish.amount : amountOf(wished, price ?? 0)
}

function leastOf(bounds: readonly Bound[]): Bound | undefined {
  let least: Bound | undefined
  for (const bound of bounds) {
    if (bound.volume === null || bound.volume === Number.POSITIVE_INFINITY) continue
    if (least === undefined || least.volume === null || bound.volume < least.volume) least = bound
  }
  return least
}
