import { z } from 'zod'
import { clock, type Day, isDay, isDayOfCentury } from './calendar.ts'

const text = z.string().trim()

/** A field of a form for a day, `2026-11-30`. */
export const requiredDay = text.min(1, { error: 'required' }).refine(isDayOfCentury, { error: 'invalid' })

/** The same, or empty. */
export const optionalDay = text
  .default('')
  .refine((day) => day === '' || isDayOfCentury(day), { error: 'invalid' })

/** A field for a time of day, `08:30`, or empty. */
export const optionalTime = text
  .default('')
  .refine((time) => time === '' || clock.test(time), { error: 'invalid' })

/** A day of this century that is not after today: that of a payment, or of another entry that staff book. */
export const pastDay = (today: Day) =>
  text
    .min(1, { error: 'required' })
    .refine((day) => isDay(day) && day >= '2000', { error: 'invalid', abort: true })
    .refine((day) => day <= today, { error: 'date_in_future' })
