import { z } from 'zod'
import { isDay } from './calendar.ts'

/** Fields that lists share. A value from the URL that says nothing is as if it were not there. */
export const searchText = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(100))
  .optional()
  .catch(undefined)

/** Of this century: a year outside it is a typing error. */
export const day = z
  .string()
  .refine((text) => isDay(text) && text >= '2000' && text < '2100')
  .optional()
  .catch(undefined)

/** Which products there are, staff decide: a code that nobody gave finds nothing. */
export const productCode = z.string().regex(/^[a-z][a-z0-9_]{0,15}$/, { error: 'product_code_invalid' })

export const product = productCode.optional().catch(undefined)

export const cursor = z.string().max(200).optional().catch(undefined)
