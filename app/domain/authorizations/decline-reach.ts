import type { DeclineCode } from './decline-codes.ts'

/**
 * Where else a decline would be the same: `instrument`, at every station; `place`, with every card and coupon;
 * `everywhere`, both. `here`: another station or another coupon may do. Client-safe.
 */
export type DeclineReach = 'instrument' | 'place' | 'everywhere' | 'here'

const reach: Record<DeclineCode, DeclineReach> = {
  operation_voided: 'here',
  processed_elsewhere: 'instrument',
  duplicate_operation: 'here',
  card_not_found: 'instrument',
  coupon_not_found: 'instrument',
  // Some stations take a coupon by its number alone.
  coupon_code_wrong: 'here',
  pin_blocked: 'instrument',
  pin_required: 'instrument',
  pin_wrong: 'instrument',
  driver_link_revoked: 'instrument',
  coupon_code_replaced: 'instrument',
  card_lost: 'instrument',
  coupon_used: 'instrument',
  coupon_cancelled: 'instrument',
  card_expired: 'instrument',
  coupon_expired: 'instrument',
  company_closed: 'everywhere',
  suspected_fraud: 'instrument',
  card_blocked_by_issuer: 'instrument',
  coupon_blocked_by_issuer: 'instrument',
  card_blocked_by_client: 'instrument',
  coupon_blocked_by_client: 'instrument',
  product_unknown: 'everywhere',
  station_unknown: 'place',
  // Another station may serve one product in the stead of another, and have other rules.
  product_not_allowed: 'here',
  station_not_allowed: 'here',
  balance_low: 'instrument',
  price_missing: 'instrument',
  coupon_not_yet_valid: 'instrument',
  station_closed: 'place',
  // A cap leaves room for a smaller coupon.
  no_fuel: 'here',
  limit_month: 'instrument',
  limit_week: 'instrument',
  limit_day: 'instrument',
  limit_count: 'instrument',
  time_not_allowed: 'instrument',
  coupon_reserved: 'instrument',
  limit_per_fill: 'instrument',
  network_cap: 'here',
  coupon_indivisible: 'here',
  partial_not_accepted: 'here',
  odometer_out_of_range: 'instrument',
}

/** Whether the same card or coupon may do at another station. */
export function mayDoElsewhere(code: DeclineCode): boolean {
  return reach[code] === 'here' || reach[code] === 'place'
}

/** Whether another coupon may do at the same station. */
export function mayDoWithAnother(code: DeclineCode): boolean {
  return reach[code] === 'here' || reach[code] === 'instrument'
}
