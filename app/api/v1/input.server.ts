import type { z } from 'zod'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type FieldError, fieldError } from '#app/http/server/problem.server.ts'

/** What was sent is not what the document says. */
export class InputError extends DomainError {
  constructor(readonly errors: readonly FieldError[]) {
    super('fields_invalid')
  }
}

const FIELD_CODES = [
  'required',
  'too_long',
  'too_short',
  'unreadable_characters',
  'product_code_invalid',
  'instrument_unclear',
] as const
type FieldCode = (typeof FIELD_CODES)[number]

/** What the schema reads out of a value; what it refuses is added to `errors`, named from `prefix` on. */
export function parsed(schema: z.ZodType, value: unknown, prefix: string, errors: FieldError[]): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [undefined]
    for (const key of unknown) {
      const path = key === undefined ? issue.path : [...issue.path, key]
      const isMissing = issue.code === 'invalid_type' && valueAt(value, issue.path) === undefined
      const code = key !== undefined ? 'field_unknown' : isMissing ? 'required' : codeOf(issue.message)
      const error = fieldError(prefix + path.map(String).join('/'), code)
      if (!errors.some((told) => told.field === error.field && told.code === error.code)) errors.push(error)
    }
  }
  return undefined
}

function codeOf(message: string): FieldCode | 'invalid' {
  return FIELD_CODES.find((code) => code === message) ?? 'invalid'
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, key)
  }
  return at
}
