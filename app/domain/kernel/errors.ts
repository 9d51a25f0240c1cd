import { couponStatus } from './coupon-errors.ts'
import { moneyErrors } from './money-errors.ts'

/**
 * Every expected failure and its HTTP status; the words are `errors:<code>` in three languages.
 * Thrown inside a verb, a DomainError rolls the transaction back.
 */
export const errorStatus = {
  ...moneyErrors,
  required: 400,
  invalid: 400,
  too_long: 400,
  too_short: 400,
  unreadable_characters: 400,
  email_invalid: 400,
  bin_invalid: 400,
  iban_invalid: 400,
  bic_invalid: 400,
  kbe_invalid: 400,
  price_past: 400,
  price_too_high: 400,
  consent_required: 400,
  passwords_differ: 400,
  password_too_short: 400,
  password_too_long: 400,
  password_too_uniform: 400,
  password_common: 400,
  password_context: 400,
  password_wrong: 400,
  pin_invalid: 400,
  pin_guessable: 400,
  station_required: 400,
  station_needless: 400,
  till_off: 400,
  station_not_found: 400,
  period_invalid: 400,
  date_in_future: 400,
  odometer_unlikely: 400,
  rule_above_longer: 400,
  rule_allows_nothing: 400,
  rule_empty: 400,
  block_end_past: 400,
  block_start_past: 400,
  block_overlaps: 400,
  limit_missing: 400,
  bulk_nothing_chosen: 400,
  bulk_too_many: 400,
  limit_not_higher: 400,
  card_number_short: 400,
  card_unclear: 400,
  promise_past: 400,
  driver_missing: 400,
  product_code_invalid: 400,
  file_missing: 400,
  file_unreadable: 400,
  file_empty: 400,
  file_cut: 400,
  // sign-in and links
  credentials_wrong: 400,
  address_blocked: 400,
  account_disabled: 400,
  link_dead: 410,
  signed_in_as_other: 409,
  form_of_other_person: 409,
  form_of_other_company: 409,
  not_signed_in: 401,
  not_allowed: 403,
  form_cross_site: 403,
  company_closed: 403,
  // things
  not_found: 404,
  company_not_found: 404,
  invitation_not_found: 404,
  user_not_found: 404,
  request_not_found: 404,
  service_request_not_found: 404,
  contract_not_found: 404,
  invoice_not_found: 404,
  entry_not_found: 404,
  promise_not_found: 404,
  price_list_not_found: 404,
  planned_block_not_found: 404,
  card_not_found: 404,
  coupon_not_found: 404,
  ...couponStatus,
  product_not_found: 404,
  driver_not_found: 404,
  vehicle_not_found: 404,
  handover_not_found: 404,
  help_not_found: 404,
  import_not_found: 404,
  mail_not_found: 404,
  operation_unknown: 404,
  exception_not_found: 404,
  refusal_not_found: 404,
  session_not_found: 404,
  // state
  bin_taken: 409,
  already_invited: 409,
  already_member: 409,
  email_is_staff: 409,
  email_is_client: 409,
  invitation_not_pending: 409,
  request_not_pending: 409,
  service_request_not_open: 409,
  contract_overlaps: 409,
  order_price_missing: 400,
  order_price_changed: 409,
  order_below_minimum: 409,
  orders_too_many: 409,
  account_not_kept: 409,
  promises_too_many: 409,
  period_closed: 409,
  period_not_over: 409,
  price_not_planned: 409,
  service_request_waiting: 409,
  service_requests_too_many: 409,
  company_already_closed: 409,
  company_without_email: 409,
  cannot_disable_self: 409,
  last_administrator: 409,
  last_owner: 409,
  card_not_blockable: 409,
  card_not_unblockable: 409,
  card_lost_already: 409,
  too_many_planned_blocks: 409,
  handover_over: 409,
  opened_elsewhere: 409,
  help_settled: 409,
  product_code_taken: 409,
  synonym_taken: 409,
  plate_taken: 409,
  too_many_products: 409,
  outage_over: 409,
  import_not_ready: 409,
  column_unknown: 422,
  import_faulty: 409,
  mail_not_retryable: 409,
  demo_refused: 409,
  demo_not_empty: 409,
  already_submitted: 409,
  still_saving: 409,
  conflict_try_again: 409,
  unusual_settled: 409,
  bulk_changed: 409,
  bulk_nothing_to_do: 409,
  bulk_in_work: 409,
  bulk_not_undoable: 409,
  rule_cards_too_many: 409,
  outcome_unknown: 409,
  operation_running: 409,
  shift_already_open: 409,
  shift_not_open: 409,
  shift_locked: 409,
  shift_has_open_fills: 409,
  shift_pin_wrong: 400,
  photo_unreadable: 400,
  phone_code_wrong: 400,
  phone_code_over: 409,
  exception_settled: 409,
  charge_changed: 409,
  rule_missing: 409,
  name_taken: 409,
  // an operation at a pump that cannot be as it was sent: repeating does not help
  operation_differs: 422,
  operation_completed: 422,
  operation_not_completed: 422,
  reversal_too_large: 422,
  shift_closed: 422,
  operation_not_reversed: 422,
  pin_outside: 409,
  // the API
  json_invalid: 400,
  api_key_invalid: 401,
  scope_missing: 403,
  key_without_company: 403,
  key_of_a_company: 403,
  station_not_of_key: 403,
  api_key_ended: 409,
  api_key_not_found: 404,
  station_unknown: 404,
  transaction_not_found: 404,
  scope_needs_company: 400,
  not_a_test_company: 400,
  only_test_keys: 400,
  media_type_unsupported: 415,
  fields_invalid: 422,
  field_unknown: 422,
  instrument_unclear: 422,
  idempotency_key_reused: 422,
  idempotency_key_invalid: 400,
  version_differs: 412,
  version_required: 428,
  // limits
  too_slow: 408,
  file_too_large: 413,
  body_too_large: 413,
  method_not_allowed: 405,
  address_too_long: 414,
  too_many_requests: 429,
  unexpected: 500,
  database_away: 503,
  overloaded: 503,
  uploads_busy: 503,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorStatus

export function isErrorCode(value: string): value is ErrorCode {
  return Object.hasOwn(errorStatus, value)
}

export interface ErrorDetails {
  /** The form field beside which the words stand. */
  field?: string
  /** Variables of the words. */
  params?: Record<string, string | number>
  /** Seconds, for what is over by itself: too_many_requests, overloaded, database_away. */
  retryAfter?: number
}

export class DomainError extends Error {
  readonly field: string | undefined
  readonly params: Record<string, string | number>
  readonly retryAfter: number | undefined

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails = {},
  ) {
    super(code)
    this.name = 'DomainError'
    this.field = details.field
    this.params = details.params ?? {}
    this.retryAfter = details.retryAfter
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

export function reject(code: ErrorCode, details?: ErrorDetails): never {
  throw new DomainError(code, details)
}
