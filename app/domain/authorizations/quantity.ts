/** How much: the least that limits, balance, tank and coupon leave, beside what was wished. Client-safe. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import { amountOf, volumeFor } from '#app/domain/kernel/money.ts'
import {
  type Approval,
  type DeclineReason,
  type Figures,
  type Limiter,
  THIS_REQUEST_ONLY,
  UNTIL_CHANGED,
} from './decision.ts'
import type { DeclineCode, RuleOwner } from './decline-codes.ts'
import { isNow, named, reason } from './decline-reasons.ts'
import type {
  CouponFacts,
  FuelLimit,
  FuelRequest,
  FuelRule,
  FuelState,
  FuelWish,
  Instrument,
} from './fuel-request.ts'
import { leftOf, renewsAt } from './limits.ts'

/** A bound of the volume. What is said about it is made only when it decides: most bounds never do. */
interface Bound {
  by: Limiter['by']
  whose: RuleOwner
  /** Null: money without a price, which is more than nothing. */
  volume: number | null
  say: () => { figures: Figures; endsAt: number }
}

export function decideQuantity(
  request: FuelRequest,
  state: FuelState,
  instrument: Instrument,
  today: Day,
): Approval | { reasons: DeclineReason[] } {
  // A price of nothing buys everything: it is none.
  const price = state.price !== null && state.price > 0 ? state.price : null
  const { wish } = request
  const bounds = [
    ...state.rules.flatMap((rule) => rule.limits.map((limit) => boundOfLimit(rule, limit, price, today))),
    ...boundsOfMoney(state, instrument, price),
    ...boundsOfSupply(request, state),
    ...boundsOfWish(request, state, instrument),
  ]
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

const LIMIT_CODES = {
  fill: 'limit_per_fill',
  day: 'limit_day',
  week: 'limit_week',
  month: 'limit_month',
} as const satisfies Record<FuelLimit['period'], DeclineCode>

function boundOfLimit(rule: FuelRule, limit: FuelLimit, price: number | null, today: Day): Bound {
  const { period, unit } = limit
  const left = leftOf(limit, rule.usage, today)
  return {
    by: unit === 'fills' ? 'limit_count' : LIMIT_CODES[period],
    whose: rule.whose,
    volume: unit === 'fills' ? (left < 1 ? 0 : Number.POSITIVE_INFINITY) : volumeOf(left, unit, price),
    say: () => {
      const renews = renewsAt(period, today)
      return {
        figures: {
          unit,
          left,
          limit: limit.limit,
          period,
          ...(renews && { renewsAt: renews }),
          ...named(rule),
        },
        endsAt: renews?.getTime() ?? (limit.limit <= 0 ? UNTIL_CHANGED : THIS_REQUEST_ONLY),
      }
    },
  }
}

function volumeOf(left: number, unit: 'ml' | 'tiyn', price: number | null): number | null {
  if (unit === 'ml' || left <= 0) return left
  return price === null ? null : volumeFor(left, price)
}

function boundsOfMoney({ freeBalance }: FuelState, instrument: Instrument, price: number | null): Bound[] {
  const purses: { unit: 'ml' | 'tiyn'; left: number }[] = []
  if (freeBalance !== null) purses.push({ unit: 'tiyn', left: freeBalance })
  if (instrument.kind === 'card' && instrument.wallet) purses.push(instrument.wallet)
  return purses.map(({ unit, left }) => ({
    by: 'balance_low',
    whose: 'contract',
    volume: volumeOf(left, unit, price),
    say: () => ({ figures: { unit, left: Math.max(0, left) }, endsAt: UNTIL_CHANGED }),
  }))
}

function boundsOfSupply(request: FuelRequest, { station }: FuelState): Bound[] {
  const caps: Bound[] = []
  if (request.atStation && station) {
    for (const shortage of station.shortages) {
      const { product, capPerFill, until, whose } = shortage
      if (capPerFill !== null && product === request.product && isNow(shortage, request.moment)) {
        caps.push(capOf(capPerFill, whose, until))
      }
    }
  }
  return caps
}

function capOf(cap: number, whose: 'network' | 'station', until: Date | null): Bound {
  return {
    by: 'network_cap',
    whose,
    volume: cap,
    say: () => ({
      figures: { unit: 'ml', left: cap, limit: cap, ...(until && { until }) },
      endsAt: THIS_REQUEST_ONLY,
    }),
  }
}

/** Bounds of the request itself: the litres of a coupon; for a card's full tank, the tank and the ceiling. */
function boundsOfWish({ wish }: FuelRequest, { tank, ceiling }: FuelState, instrument: Instrument): Bound[] {
  const bounds: Bound[] = []
  // A coupon without litres has been used or is held, which is a reason of its own.
  if (instrument.kind === 'coupon' && instrument.left > 0) {
    bounds.push(physical('coupon_volume', 'issuer', instrument.left))
  }
  if (wish.by === 'full_tank' && instrument.kind === 'card') {
    if (tank !== null) bounds.push(physical('tank', 'client', tank))
    bounds.push(physical('ceiling', 'network', ceiling))
  }
  return bounds
}

function physical(by: 'coupon_volume' | 'tank' | 'ceiling', whose: Limiter['whose'], volume: number): Bound {
  return {
    by,
    whose,
    volume,
    say: () => ({ figures: { unit: 'ml', left: volume }, endsAt: THIS_REQUEST_ONLY }),
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
