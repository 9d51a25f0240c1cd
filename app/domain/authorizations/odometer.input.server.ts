import { z } from 'zod'
import { typedNumber } from '#app/domain/kernel/typed-number.input.server.ts'
import { MAX_ODOMETER_KM } from './odometer.ts'

/** Whole kilometres as a person types them. */
export const kilometres = typedNumber
  .refine((text) => text !== '', { error: 'required', abort: true })
  .refine((text) => /^\d{1,7}$/.test(text) && Number(text) <= MAX_ODOMETER_KM, {
    error: 'invalid',
    abort: true,
  })
  .transform(Number)

/** The same; empty or not sent: not known. */
export const kilometresOrNone = z
  .union([typedNumber.pipe(z.literal('')).transform(() => undefined), kilometres], { error: 'invalid' })
  .optional()
