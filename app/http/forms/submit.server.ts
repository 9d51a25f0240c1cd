import { data } from '@remix-run/node'
import { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, isErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { isBroken, isUnreadable, isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import type { FormError, RefusedForm } from '#app/ui/form/form-state.ts'
import type { Locale } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'
import { bodyText } from './body-chunks.server.ts'
import { type Fields, fieldsOf, MAX_FIELDS } from './fields.server.ts'
import { readParts } from './multipart.server.ts'
import { inNewDocument } from './new-document.server.ts'
import { nonceToKeep, oncePerSubmission } from './submissions.server.ts'
import { redirectWithToast } from './toast.server.ts'

export type FormAnswer = Response | ReturnType<typeof data<RefusedForm>>

const NEVER_RETURNED = /password|^pin$|^nonce$|^drawnFor$|^file/i
/** As much as the web server keeps of a form that it refuses. */
const MAX_FORM_BYTES = 1024 * 1024

/**
 * Parses the form, runs `perform` and answers: its Response (a redirect), or 400 and the like with RefusedForm.
 * The same form sent twice (same nonce and fields) has one effect and one answer.
 */
export async function submit<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  schema: Schema,
  perform: (input: z.output<Schema>) => Promise<Response>,
): Promise<FormAnswer> {
  return submitFields(ctx, request, await readFields(request), schema, perform)
}

/** The same for fields that were read already. */
export async function submitFields<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  fields: Fields | null,
  schema: Schema,
  perform: (input: z.output<Schema>) => Promise<Response>,
): Promise<FormAnswer> {
  if (!fields) return refusal(ctx.locale, {}, { '': { code: 'invalid', params: {} } }, 400)
  const unreadable = unreadableFields(fields)
  if (unreadable) return refusal(ctx.locale, fields, unreadable, 400)
  const parsed = schema.safeParse(fields)
  if (!parsed.success) return refusal(ctx.locale, fields, fieldErrors(parsed.error), 400)
  try {
    const answer = await oncePerSubmission(ctx, request, fields, () => perform(parsed.data))
    return inNewDocument(ctx, request, answer)
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500) throw error
    return refuseForm(ctx.locale, fields, error, nonceToKeep(request, error.code))
  }
}

/** A button alone. */
export const NoFields = z.object({})

/** For a button that posts to a URL of its own: no fields but the nonce. */
export function submitPlain(
  ctx: Context,
  request: Request,
  back: string,
  perform: () => Promise<Response>,
): Promise<Response> {
  return submitBack(ctx, request, NoFields, back, perform)
}

/** What is wrong with the form, how things stand by now, and too many tries. */
const TOLD_BY_TOAST = [400, 409, 429]

/**
 * For a small form that posts to a URL of its own without a page: what is refused is said by a toast on `back`,
 * the page that holds the form.
 */
export async function submitBack<Schema extends z.ZodType>(
  ctx: Context,
  request: Request,
  schema: Schema,
  back: string,
  perform: (input: z.output<Schema>) => Promise<Response>,
): Promise<Response> {
  const fields = (await readFields(request)) ?? reject('invalid')
  if (unreadableFields(fields)) reject('unreadable_characters')
  const parsed = schema.safeParse(fields)
  if (!parsed.success) reject('invalid')
  try {
    const answer = await oncePerSubmission(ctx, request, fields, () => perform(parsed.data))
    return inNewDocument(ctx, request, answer)
  } catch (error) {
    if (!(error instanceof DomainError) || !TOLD_BY_TOAST.includes(error.status)) throw error
    const nonce = nonceToKeep(request, error.code)
    const answer = redirectWithToast(ctx.settings, back, `errors:${error.code}`, error.params, nonce)
    return inNewDocument(ctx, request, answer)
  }
}

export function refuseForm(locale: Locale, fields: Fields, error: DomainError, nonce?: string): FormAnswer {
  const errors = { [error.field ?? '']: { code: error.code, params: error.params } }
  return refusal(locale, fields, errors, error.status, { retryAfter: error.retryAfter, nonce })
}

/**
 * Each field once, as text; one of several boxes (`isListField`) may repeat and becomes a list. Anything else (JSON, `a[]`,
 * a field twice) is null: the caller answers 400.
 */
export function readFields(request: Request): Promise<Fields | null> {
  const known = read.get(request)
  if (known) return known
  const fields = readFieldsOnce(request)
  read.set(request, fields)
  return fields
}

/** For a choice that a page has made: its refusal needs no form again. @throws DomainError invalid */
export async function readInput<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.output<Schema>> {
  const fields = await readFields(request)
  if (!fields || unreadableFields(fields)) reject('invalid')
  return schema.safeParse(fields).data ?? reject('invalid')
}

// A body can be read once, and is looked at before the action and in it.
const read = new WeakMap<Request, Promise<Fields | null>>()

async function readFieldsOnce(request: Request): Promise<Fields | null> {
  const type = request.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded' && type !== 'multipart/form-data') return null
  const pairs = await readPairs(request, type).catch(() => null)
  return pairs && fieldsOf(pairs)
}

async function readPairs(request: Request, type: string): Promise<Iterable<[string, string]> | null> {
  if (type === 'application/x-www-form-urlencoded')
    return new URLSearchParams(await bodyText(request, MAX_FORM_BYTES))
  const pairs: [string, string][] = []
  const limits = { parts: MAX_FIELDS, bytes: MAX_FORM_BYTES }
  for await (const { name, fileName, bytes } of readParts(request, limits)) {
    if (fileName !== undefined) return null
    pairs.push([name, bytes.toString('utf8')])
  }
  return pairs
}

/** The fields of text areas; every other one is a single line. */
const SEVERAL_LINES = /^(?:comment|reason|synonyms|bins|textEn|textRu|textKk)$/

/** Whatever the form: no field holds controls, marks that turn the direction of text, or bytes that are no UTF-8. */
export function unreadableFields(fields: Fields): RefusedForm['errors'] | null {
  const names = Object.entries(fields).flatMap(([name, value]) => {
    return [value].flat().some((text) => isUnreadableAs(name, text)) ? [name] : []
  })
  if (names.length === 0) return null
  return Object.fromEntries(names.map((name) => [name, { code: 'unreadable_characters', params: {} }]))
}

function isUnreadableAs(name: string, text: string): boolean {
  if (/password/i.test(name)) return isBroken(text)
  // Spaces and line ends around what was pasted are nobody's fault.
  return SEVERAL_LINES.test(name) ? isUnreadableInLines(text) : isUnreadable(text.trim())
}

function refusal(
  locale: Locale,
  fields: Fields,
  errors: RefusedForm['errors'],
  status: number,
  { retryAfter, nonce }: { retryAfter?: number | undefined; nonce?: string | undefined } = {},
) {
  const values = Object.fromEntries(Object.entries(fields).filter(([name]) => !NEVER_RETURNED.test(name)))
  return data(
    { values, errors: inWords(locale, errors), ...(nonce ? { nonce } : {}) },
    { status, headers: retryAfter ? { 'Retry-After': String(retryAfter) } : {} },
  )
}

/** The browser brings the words of a few errors only. */
export function inWords(locale: Locale, errors: RefusedForm['errors']): RefusedForm['errors'] {
  const { say } = wordsFor(locale)
  const worded = Object.entries(errors).map(([field, { code, params }]) => {
    return [field, { code, params, text: say(`errors:${code}`, params) }]
  })
  return Object.fromEntries(worded)
}

/** zod's own words never reach a person: a schema names an error code, everything else is told by its kind. */
export function fieldErrors(error: z.ZodError): RefusedForm['errors'] {
  const errors: RefusedForm['errors'] = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    errors[field] ??= toFieldError(issue)
  }
  return errors
}

function toFieldError(issue: z.core.$ZodIssue): FormError {
  if (isErrorCode(issue.message)) return { code: issue.message, params: {} }
  if (issue.code === 'too_big') return { code: 'too_long', params: { max: Number(issue.maximum) } }
  if (issue.code === 'too_small') {
    return Number(issue.minimum) <= 1
      ? { code: 'required', params: {} }
      : { code: 'too_short', params: { min: Number(issue.minimum) } }
  }
  if (issue.code === 'invalid_type') return { code: 'required', params: {} }
  return { code: 'invalid', params: {} }
}
