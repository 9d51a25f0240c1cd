import { z } from 'zod'
import { isDayOfCentury } from './calendar.ts'

const text = z.string().trim()

/** A field of a form for a day, `2026-11-30`. */
export const requiredDay = text.min(1, { error: 'required' }).refine(isDayOfCentury, { error: 'invalid' })

/** The same, or empty. */
export const optionalDay = text
  .default('')
  .refine((day) => day === '' || isDayOfCentury(day), { error: 'invalid' })
