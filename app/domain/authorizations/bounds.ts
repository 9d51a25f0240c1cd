/** What bounds the volume of a fill: limits, balance, supply, the coupon and the tank. Client-safe. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import { volumeFor } from '#app/domain/kernel/money.ts'
import { type Figures, type Limiter, THIS_REQUEST_ONLY, UNTIL_CHANGED } from './decision.ts'
import type { DeclineCode, RuleOwner } from './decline-codes.ts'
import { isNow, named } from './decline-reasons.ts'
import type { FuelLimit, FuelRequest, FuelRule, FuelState, Instrument } from './fuel-request.ts'
import { leftOf, renewsAt } from './limits.ts'

/** A bound of the volume. What is said about it is made only when it decides: most bounds never do. */
export interface Bound {
  by: Limiter['by']
  whose: RuleOwner
  /** Null: money without a price, which is more than nothing. */
  volume: number | null
  say: () => { figures: Figures; endsAt: number }
}

/** In the order in which they are told. */
export function boundsOf(
  request: FuelRequest,
  state: FuelState,
  { instrument, price, today }: { instrument: Instrument; price: number | null; today: Day },
): Bound[] {
  return [
    ...state.rules.flatMap((rule) => rule.limits.map((limit) => boundOfLimit(rule, limit, price, today))),
    ...boundsOfMoney(state, instrument, price),
    ...boundsOfSupply(request, state),
    ...boundsOfWish(request, state, instrument),
  ]
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
