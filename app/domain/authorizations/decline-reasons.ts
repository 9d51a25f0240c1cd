/** The rules that decline whatever the quantity: card, coupon, company, product, station, hours. Client-safe. */

import { type Day, dayBounds, isPast } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { type DeclineReason, type Figures, FOR_GOOD, THIS_REQUEST_ONLY, UNTIL_CHANGED } from './decision.ts'
import { type DeclineCode, declineOwners, type RuleOwner } from './decline-codes.ts'
import type { CardFacts, CouponFacts, FuelRequest, FuelRule, FuelState, Instrument } from './fuel-request.ts'
import { isUnlikely } from './odometer.ts'
import { isWithin, nextWithin } from './open-hours.ts'

export function reasonsBeforeQuantity(
  request: FuelRequest,
  state: FuelState,
  instrument: Instrument,
  today: Day,
): DeclineReason[] {
  return [
    ...(instrument.kind === 'card' ? ofCard(instrument, today) : ofCoupon(instrument, today)),
    ...ofCompany(state),
    ...ofProduct(request, state, instrument),
    ...ofStation(request, state),
    ...ofHours(request, state),
    ...ofOdometer(request, state),
  ]
}

/** @param code one whose owner does not depend on a rule */
export function reason(code: DeclineCode, endsAt: number, figures: Figures = {}): DeclineReason {
  const whose = declineOwners[code]
  if (whose === 'rule') throw new TypeError(`${code} belongs to whoever made the rule`)
  return { code, whose, endsAt, figures }
}

function reasonOfRule(
  code: DeclineCode,
  whose: RuleOwner,
  endsAt: number,
  figures: Figures = {},
): DeclineReason {
  return { code, whose, endsAt, figures }
}

/** Which rule it was, where it has a name. */
export function named({ rule }: FuelRule): Pick<Figures, 'rule'> {
  return rule ? { rule } : {}
}

function ofCard(card: CardFacts, today: Day): DeclineReason[] {
  const { issuerStatus, isBlockedByClient, blockedUntil = null, validUntil } = card
  const found: DeclineReason[] = []
  if (issuerStatus === 'lost') found.push(reason('card_lost', FOR_GOOD))
  if (issuerStatus === 'expired' || isPast(validUntil, today)) {
    found.push(reason('card_expired', FOR_GOOD, validUntil ? { day: validUntil } : {}))
  }
  if (issuerStatus === 'blocked') found.push(reason('card_blocked_by_issuer', UNTIL_CHANGED))
  if (isBlockedByClient) {
    found.push(
      blockedUntil === null
        ? reason('card_blocked_by_client', UNTIL_CHANGED)
        : reason('card_blocked_by_client', blockedUntil.getTime(), { until: blockedUntil }),
    )
  }
  return found
}

function ofCoupon(coupon: CouponFacts, today: Day): DeclineReason[] {
  const { issuerStatus, isBlockedByClient, validFrom, validUntil, left, used, reserved } = coupon
  if (issuerStatus === 'exchanged' || issuerStatus === 'refunded' || issuerStatus === 'cancelled') {
    return [reason('coupon_cancelled', FOR_GOOD)]
  }
  // What is held is not used yet: the hold may be voided.
  if (issuerStatus === 'redeemed' || (left <= 0 && !reserved)) {
    return [reason('coupon_used', FOR_GOOD, usedFigures(used))]
  }
  const found: DeclineReason[] = []
  if (issuerStatus === 'expired' || isPast(validUntil, today)) {
    found.push(reason('coupon_expired', FOR_GOOD, { day: validUntil }))
  }
  if (issuerStatus === 'blocked') found.push(reason('coupon_blocked_by_issuer', UNTIL_CHANGED))
  if (isBlockedByClient) found.push(reason('coupon_blocked_by_client', UNTIL_CHANGED))
  if (validFrom > today) {
    found.push(reason('coupon_not_yet_valid', dayBounds(validFrom).from.getTime(), { day: validFrom }))
  } else if (issuerStatus === 'issued') {
    found.push(reason('coupon_not_yet_valid', UNTIL_CHANGED))
  }
  if (reserved) {
    const { until, station } = reserved
    found.push(reason('coupon_reserved', until.getTime(), station === null ? { until } : { until, station }))
  } else if (issuerStatus === 'reserved') {
    found.push(reason('coupon_reserved', UNTIL_CHANGED))
  }
  return found
}

function usedFigures(used: CouponFacts['used']): Figures {
  if (!used) return {}
  return used.station === null ? { usedAt: used.at } : { usedAt: used.at, station: used.station }
}

function ofCompany({ isCompanyClosed, isSuspicious }: FuelState): DeclineReason[] {
  const found: DeclineReason[] = []
  if (isCompanyClosed) found.push(reason('company_closed', UNTIL_CHANGED))
  if (isSuspicious) found.push(reason('suspected_fraud', UNTIL_CHANGED))
  return found
}

/** The product itself, or one in whose stead it is served; null: neither is among them. */
function allowedAmong(product: ProductCode, codes: readonly ProductCode[], { insteadOf }: FuelState) {
  return codes.includes(product) ? product : (insteadOf.find((other) => codes.includes(other)) ?? null)
}

/** In whose stead it is served, where a rule or the coupon allows that one only; null: it is allowed itself. */
export function servedInsteadOf(
  { product }: FuelRequest,
  state: FuelState,
  instrument: Instrument,
): ProductCode | null {
  if (!product || state.insteadOf.length === 0) return null
  const lists = state.rules.flatMap(({ products }) => (products === null ? [] : [products]))
  if (instrument.kind === 'coupon') lists.push([instrument.product])
  const others = lists
    .map((codes) => allowedAmong(product, codes, state))
    .filter((other) => other !== product)
  return others[0] ?? null
}

function ofProduct({ product }: FuelRequest, state: FuelState, instrument: Instrument): DeclineReason[] {
  const { rules } = state
  if (product === undefined) return []
  if (product === null) return [reason('product_unknown', UNTIL_CHANGED)]
  const found = rules.flatMap((rule) =>
    rule.products === null || allowedAmong(product, rule.products, state) !== null
      ? []
      : [
          reasonOfRule('product_not_allowed', rule.whose, UNTIL_CHANGED, {
            products: rule.products,
            ...named(rule),
          }),
        ],
  )
  if (instrument.kind === 'coupon' && allowedAmong(product, [instrument.product], state) === null) {
    found.push(
      reasonOfRule('product_not_allowed', 'issuer', UNTIL_CHANGED, { products: [instrument.product] }),
    )
  }
  return found
}

function ofStation(
  { atStation, product, moment }: FuelRequest,
  { station, rules }: FuelState,
): DeclineReason[] {
  if (!atStation) return []
  if (station === null) return [reason('station_unknown', UNTIL_CHANGED)]
  const found = rules.flatMap((rule) =>
    rule.stations === null || isAllowedAt(rule.stations, station.code)
      ? []
      : [
          reasonOfRule('station_not_allowed', rule.whose, UNTIL_CHANGED, {
            stations: rule.stations,
            ...named(rule),
          }),
        ],
  )
  const { code, closed } = station
  if (closed && (closed.until === null || moment < closed.until)) {
    found.push(untilWhen('station_closed', closed.until, code))
  }
  for (const shortage of station.shortages) {
    if (shortage.product === product && shortage.capPerFill === null && isNow(shortage, moment)) {
      found.push(untilWhen('no_fuel', shortage.until, code))
    }
  }
  return found
}

function untilWhen(code: DeclineCode, until: Date | null, station: string): DeclineReason {
  return until ? reason(code, until.getTime(), { station, until }) : reason(code, UNTIL_CHANGED, { station })
}

function isAllowedAt({ are, codes }: NonNullable<FuelRule['stations']>, station: string): boolean {
  return codes.includes(station) === (are === 'only')
}

/** The first moment counts, the last does not. */
export function isNow({ from, until }: { from: Date; until: Date | null }, moment: Date): boolean {
  return from <= moment && (until === null || moment < until)
}

function ofHours({ moment }: FuelRequest, { rules }: FuelState): DeclineReason[] {
  return rules.flatMap((rule) => {
    const { whose, hours } = rule
    if (hours === null || isWithin(hours, moment)) return []
    const nextAllowedAt = nextWithin(hours, moment)
    return [
      nextAllowedAt
        ? reasonOfRule('time_not_allowed', whose, nextAllowedAt.getTime(), { nextAllowedAt, ...named(rule) })
        : reasonOfRule('time_not_allowed', whose, UNTIL_CHANGED, named(rule)),
    ]
  })
}

/** One that is unlikely is asked for once more; one that a rule demands is asked for until it is told. */
function ofOdometer({ odometerKm }: FuelRequest, { odometer, rules }: FuelState): DeclineReason[] {
  const demanding = odometerKm === null ? rules.find((rule) => rule.odometerRequired) : undefined
  if (demanding) {
    const { whose } = demanding
    return [reasonOfRule('odometer_out_of_range', whose, THIS_REQUEST_ONLY, named(demanding))]
  }
  if (odometer === null || odometer.wasAsked || !isUnlikely(odometerKm, odometer)) return []
  const { least, most } = odometer
  return [reason('odometer_out_of_range', THIS_REQUEST_ONLY, { asked: odometerKm, least, most })]
}
