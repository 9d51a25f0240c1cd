import { DomainError, type ErrorCode } from '#app/domain/kernel/errors.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { i18nFor } from '#locales/words.server.ts'

/** What is wrong with one field: a JSON pointer into the body, or the name of a parameter, and the code of an error. */
export interface FieldError {
  field: string
  code: ErrorCode
  detail: string
}

/** An answer of the API that says why not, as RFC 9457 has it. */
export interface Problem {
  type: string
  title: string
  status: number
  code: ErrorCode
  detail?: string
  errors?: FieldError[]
  request_id: string
}

/** More than a code says. */
export interface ProblemDetails {
  errors?: FieldError[]
  headers?: Record<string, string>
}

/** English, for whoever reads the log of a program; what people read is in the answers of operations. */
function problemOf(error: DomainError, requestId: string, errors?: readonly FieldError[]): Problem {
  const { code, params, status } = error
  return {
    type: 'about:blank',
    title: words(code, params),
    status,
    code,
    ...(error.field && { detail: error.field }),
    ...(errors && errors.length > 0 && { errors: [...errors] }),
    request_id: requestId,
  }
}

export function problemResponse(
  error: DomainError,
  requestId: string,
  { errors, headers = {} }: ProblemDetails = {},
): Response {
  const problem = problemOf(error, requestId, errors)
  const retry: Record<string, string> = error.retryAfter ? { 'Retry-After': String(error.retryAfter) } : {}
  const type = { 'Content-Type': 'application/problem+json' }
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { ...type, ...retry, ...headers },
  })
}

export function fieldError(field: string, code: ErrorCode): FieldError {
  return { field, code, detail: words(code, {}) }
}

/** For what failed without being expected to. */
export function unexpectedProblem(requestId: string): Response {
  return problemResponse(new DomainError('unexpected'), requestId)
}

function words(code: ErrorCode, params: Record<string, string | number>): string {
  return sayByKey(i18nFor('en'), `errors:${code}`, params)
}
