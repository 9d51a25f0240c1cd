import { z } from 'zod'

/** More digits than a number of JavaScript holds exactly are no row's. */
const written = /^[1-9]\d{0,14}$/

/** The id of a row that a text says; undefined for everything else. */
export function rowIdIn(text: string | null | undefined): number | undefined {
  return text && written.test(text) ? Number(text) : undefined
}

/** An id as a text, with its pattern in what describes the API. */
export const rowIdText = z.string().regex(written)

/** What a form or a line has to name. */
export const rowId = z
  .string()
  .trim()
  .min(1, { error: 'required' })
  .regex(written, { error: 'invalid' })
  .transform(Number)

/** A choice that may be left open: empty is null. */
export const rowIdOrNone = z
  .string()
  .trim()
  .refine((text) => text === '' || rowIdIn(text) !== undefined, { error: 'invalid' })
  .transform((text) => rowIdIn(text) ?? null)

/** Of an address; what is no id is as if it were not there. */
export const rowIdInAddress = rowId.optional().catch(undefined)
