import type { Named } from './decision.ts'
import { type DeclineCode, declineOwners } from './decline-codes.ts'

/** The one step that helps who was declined; what is left of it depends on who reads. Client-safe. */
export type HelpKind =
  | 'unblock'
  | 'instrument'
  /** The client's own rule is changed where it stands. */
  | 'rule'
  /** The supplier is asked for a higher limit. */
  | 'raise_limit'
  | 'replacement'
  | 'extension'
  | 'pin'
  | 'account'
  | 'other_coupons'
  | 'other_stations'
  | 'support'

/** Whoever made a rule can change it: the client its own, the supplier a limit that the client asks it to raise. */
export function helpOf({ code, whose }: Named): HelpKind {
  if (declineOwners[code] !== 'rule') return declineHelp[code]
  if (whose === 'client') return 'rule'
  return whose === 'issuer' && isRaised(code) ? 'raise_limit' : declineHelp[code]
}

/** The limits that a request to the supplier is about. */
function isRaised(code: DeclineCode): boolean {
  return code === 'limit_day' || code === 'limit_week' || code === 'limit_month'
}

/** Of a rule: where it is nobody's whom the client can move. */
const declineHelp: Record<DeclineCode, HelpKind> = {
  operation_voided: 'support',
  processed_elsewhere: 'support',
  duplicate_operation: 'support',
  card_not_found: 'support',
  coupon_not_found: 'support',
  coupon_code_wrong: 'instrument',
  pin_blocked: 'pin',
  pin_required: 'pin',
  pin_wrong: 'pin',
  driver_link_revoked: 'instrument',
  coupon_code_replaced: 'instrument',
  card_lost: 'replacement',
  coupon_used: 'other_coupons',
  coupon_cancelled: 'other_coupons',
  card_expired: 'replacement',
  coupon_expired: 'extension',
  company_closed: 'support',
  suspected_fraud: 'support',
  card_blocked_by_issuer: 'support',
  coupon_blocked_by_issuer: 'support',
  card_blocked_by_client: 'unblock',
  coupon_blocked_by_client: 'unblock',
  product_unknown: 'support',
  station_unknown: 'other_stations',
  product_not_allowed: 'instrument',
  station_not_allowed: 'other_stations',
  balance_low: 'account',
  price_missing: 'support',
  coupon_not_yet_valid: 'other_coupons',
  station_closed: 'other_stations',
  no_fuel: 'other_stations',
  limit_month: 'instrument',
  limit_week: 'instrument',
  limit_day: 'instrument',
  limit_count: 'instrument',
  time_not_allowed: 'instrument',
  coupon_reserved: 'other_coupons',
  limit_per_fill: 'instrument',
  network_cap: 'other_stations',
  coupon_indivisible: 'other_coupons',
  partial_not_accepted: 'other_coupons',
  odometer_out_of_range: 'instrument',
}

/** The price of the station would settle it. */
export function needsPrice(code: string): boolean {
  return code === 'price_missing'
}

/** What the figures' station says is where a coupon was used or is held, not where it was asked for. */
export function happenedElsewhere(code: DeclineCode): boolean {
  return code === 'coupon_used' || code === 'coupon_reserved'
}
