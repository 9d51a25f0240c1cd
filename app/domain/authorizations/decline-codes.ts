/**
 * Every reason for which a station may be told no. A decline is an answer, not an error: it has no HTTP status. Its
 * words are `declines:<code>`. Client-safe.
 */

/** Who made a rule, and so who can change it. */
export type RuleOwner = 'client' | 'issuer' | 'contract' | 'station' | 'network'

/** `rule`: whoever made the rule that declined. */
export const declineOwners = {
  // what was presented
  operation_voided: 'station',
  processed_elsewhere: 'network',
  duplicate_operation: 'station',
  card_not_found: 'station',
  coupon_not_found: 'station',
  coupon_code_wrong: 'station',
  pin_blocked: 'client',
  pin_required: 'client',
  pin_wrong: 'client',
  driver_link_revoked: 'client',
  coupon_code_replaced: 'client',
  // for good
  card_lost: 'issuer',
  coupon_used: 'issuer',
  coupon_cancelled: 'issuer',
  card_expired: 'issuer',
  coupon_expired: 'issuer',
  // until somebody changes it
  company_closed: 'contract',
  suspected_fraud: 'issuer',
  card_blocked_by_issuer: 'issuer',
  coupon_blocked_by_issuer: 'issuer',
  card_blocked_by_client: 'client',
  coupon_blocked_by_client: 'client',
  product_unknown: 'station',
  station_unknown: 'network',
  product_not_allowed: 'rule',
  station_not_allowed: 'rule',
  balance_low: 'contract',
  price_missing: 'contract',
  // until a moment
  coupon_not_yet_valid: 'issuer',
  station_closed: 'station',
  no_fuel: 'station',
  limit_month: 'rule',
  limit_week: 'rule',
  limit_day: 'rule',
  limit_count: 'rule',
  time_not_allowed: 'rule',
  coupon_reserved: 'station',
  // this request only
  limit_per_fill: 'rule',
  network_cap: 'network',
  coupon_indivisible: 'issuer',
  partial_not_accepted: 'issuer',
  odometer_out_of_range: 'client',
} as const satisfies Record<string, RuleOwner | 'rule'>

export const ruleOwners = [
  'client',
  'issuer',
  'contract',
  'station',
  'network',
] as const satisfies readonly RuleOwner[]

export type DeclineCode = keyof typeof declineOwners

export const declineCodes = Object.keys(declineOwners) as DeclineCode[]
