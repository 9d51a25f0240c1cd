import { accountErrors } from './error-codes/accounts.ts'
import { apiErrors } from './error-codes/api.ts'
import { cardErrors } from './error-codes/cards.ts'
import { companyErrors } from './error-codes/companies.ts'
import { couponErrors } from './error-codes/coupons.ts'
import { fileErrors } from './error-codes/files.ts'
import { handoverErrors } from './error-codes/handovers.ts'
import { moneyErrors } from './error-codes/money.ts'
import { pumpErrors } from './error-codes/pump.ts'

/**
 * Every expected failure and its HTTP status; the words are `errors:<code>` in three languages. What one noun alone tells
 * stands in `error-codes`. Thrown inside a verb, a DomainError rolls the transaction back.
 */
export const errorStatus = {
  ...accountErrors,
  ...companyErrors,
  ...cardErrors,
  ...couponErrors,
  ...handoverErrors,
  ...moneyErrors,
  ...pumpErrors,
  ...fileErrors,
  ...apiErrors,
  // fields of any form
  required: 400,
  invalid: 400,
  too_long: 400,
  too_short: 400,
  unreadable_characters: 400,
  email_invalid: 400,
  bin_invalid: 400,
  date_in_future: 400,
  // any page or verb
  form_of_other_person: 409,
  form_of_other_company: 409,
  not_allowed: 403,
  form_cross_site: 403,
  not_found: 404,
  already_submitted: 409,
  still_saving: 409,
  conflict_try_again: 409,
  name_taken: 409,
  // limits, and what is away
  too_slow: 408,
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
