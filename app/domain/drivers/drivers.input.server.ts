import { z } from 'zod'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadable, isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import { normalisedPhone } from './phone.ts'

export const DriverFilter = z.object({
  q: searchText,
  status: z.enum(['archived']).optional().catch(undefined),
  cursor,
})
export type DriverFilter = z.output<typeof DriverFilter>

/** A person's telephone in one form, however it was typed; empty: not known. */
const phone = z
  .string()
  .trim()
  .max(64)
  .refine((text) => text === '' || normalisedPhone(text) !== null, { error: 'invalid' })
  .transform((text) => normalisedPhone(text) ?? '')

const MAX_DRIVER_NAME = 200

/** A driver's facts as a form has them, or a line of a file that may not say all of them. */
export const driverFields = {
  name: z
    .string()
    .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
    .pipe(z.string().min(1).max(MAX_DRIVER_NAME))
    .refine((text) => !isUnreadable(text), { error: 'unreadable_characters' }),
  phone,
  locale: z.enum(['en', 'ru', 'kk']),
  comment: z
    .string()
    .trim()
    .max(500)
    .refine((text) => !isUnreadableInLines(text), { error: 'unreadable_characters' }),
}

export const DriverInput = z.object({
  name: driverFields.name,
  phone: driverFields.phone.default(''),
  locale: driverFields.locale.default('ru'),
  comment: driverFields.comment.default(''),
  /** Of what was edited; left out for a new one. */
  version: z.coerce.number().int().positive().optional(),
})
export type DriverInput = z.output<typeof DriverInput>
