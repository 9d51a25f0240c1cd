import { expect, test } from 'vitest'
import { type ErrorCode, errorStatus } from '#app/domain/kernel/errors.ts'

const parts = import.meta.glob<Record<string, Record<string, number>>>(
  '../../../app/domain/kernel/error-codes/*.ts',
  { eager: true },
)
const errorCodes = Object.keys(errorStatus) as ErrorCode[]

/** What a code's name says, and the status that RFC 9110 (and RFC 6585 for 429) has for it; the first that fits counts. */
const RULES: readonly [words: RegExp, status: number][] = [
  // Said of a field of a form, not of a page.
  [/^station_not_found$/, 400],
  [/(^|_)not_found$/, 404],
  [/^(file|body)_too_large$/, 413],
  [/^(too_many_requests)$/, 429],
  [/^(database_away|overloaded|uploads_busy)$/, 503],
  [/^demo_/, 409],
  [/_(missing|invalid|wrong|unreadable|empty|cut|guessable|required|needless)$/, 400],
  [/^(not_allowed|key_of|key_without|scope_missing|form_cross)|_not_of_key$/, 403],
  [/^already_|_already_|_taken$|^last_|^form_of_other_|^signed_in_as_other$/, 409],
  [/_not_(pending|ready|retryable|blockable|unblockable|usable|open|empty)$/, 409],
  [
    /_(over|ended|settled|changed|running|locked|saving|refused|self|faulty)$|_has_open_|_without_(email|qr)$/,
    409,
  ],
  [/^email_is_|^too_many_products$|^conflict_|^outcome_unknown$/, 409],
]
/** Whose name a rule above would take for something else. */
const APART: Partial<Record<ErrorCode, number>> = {
  api_key_invalid: 401,
  fields_invalid: 422,
  scope_missing: 403,
  rule_missing: 409,
  version_required: 428,
  company_already_closed: 409,
}

/** A status that says something of its own, and the only names that say it too. */
const ONLY: Record<number, RegExp> = {
  401: /^not_signed_in$|^api_key_/,
  404: /_not_found$|^not_found$|_unknown$/,
  405: /^method_/,
  408: /^too_slow$/,
  410: /_dead$/,
  412: /_differs$/,
  413: /_too_large$/,
  414: /^address_too_long$/,
  415: /^media_type_/,
  422: /^(fields?|column|idempotency_key|instrument|operation|reversal|shift)_/,
  428: /_required$/,
  429: /^too_many_requests$/,
  500: /^unexpected$/,
  503: /^(database|uploads)_|^overloaded$/,
}
/** Of a form or of how things stand: which of them no name tells. */
const COMMON = [400, 403, 409]

test.each(errorCodes)('%s has no status that says something else', (code) => {
  const status = errorStatus[code]
  if (!COMMON.includes(status))
    expect([status, code]).toEqual([status, expect.stringMatching(ONLY[status] ?? /^$/)])
})

test.each(errorCodes)('%s has the status that its name says', (code) => {
  const wanted = APART[code] ?? RULES.find(([words]) => words.test(code))?.[1]
  const status = errorStatus[code]
  if (wanted !== undefined) expect(status).toBe(wanted)
  expect(status).toBeGreaterThanOrEqual(400)
})

test('every part is in the whole, and no code stands in two of them', () => {
  const codes = Object.values(parts).flatMap((part) =>
    Object.entries(part).flatMap(([name, table]) => (name.endsWith('Errors') ? Object.keys(table) : [])),
  )
  expect(codes.length).toBeGreaterThan(150)
  expect(codes.filter((code) => !Object.hasOwn(errorStatus, code))).toEqual([])
  expect(new Set(codes).size).toBe(codes.length)
})
