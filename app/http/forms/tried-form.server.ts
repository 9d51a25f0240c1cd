import type { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import type { Outcome } from '#app/http/outcome.server.ts'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { fieldsOf } from './fields.server.ts'
import { fieldErrors, inWords, unreadableFields } from './submit.server.ts'

interface TriedForm<Input> {
  answer: RefusedForm
  input: Input | undefined
}

/**
 * A form that is tried out by GET: what it says, or what a refused form shows. Null where it was not filled in so.
 */
export function triedFields<Schema extends z.ZodType>(
  { locale }: Context,
  query: URLSearchParams,
  schema: Schema,
): TriedForm<z.output<Schema>> | null {
  const fields = fieldsOf(query)
  if (!fields) return null
  const { nonce: _nonce, drawnFor: _drawnFor, ...values } = fields
  const unreadable = unreadableFields(values)
  if (unreadable) return { answer: { values, errors: inWords(locale, unreadable) }, input: undefined }
  const parsed = schema.safeParse(values)
  const errors = parsed.success ? {} : fieldErrors(parsed.error)
  return {
    answer: { values, errors: inWords(locale, errors) },
    input: parsed.success ? parsed.data : undefined,
  }
}

/**
 * What such a form gives, once it is filled in. Whoever tries out too often is told so in the form, which keeps what was
 * typed.
 */
export async function tryOut<Input, Result>(
  { locale }: Context,
  { outcome }: { outcome: Outcome },
  tried: TriedForm<Input> | null,
  perform: (input: Input) => Promise<Result>,
): Promise<{ answer: RefusedForm | undefined; result: Result | null }> {
  if (!tried?.input) return { answer: tried?.answer, result: null }
  const { answer, input } = tried
  try {
    return { answer, result: await perform(input) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'too_many_requests') throw error
    outcome.noteRefusal(error)
    const errors = inWords(locale, { '': { code: error.code, params: error.params } })
    return { answer: { ...answer, errors }, result: null }
  }
}
