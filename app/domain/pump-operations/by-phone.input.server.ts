import { z } from 'zod'
import { kilometresOrNone } from '#app/domain/authorizations/odometer.input.server.ts'
import { cursor, productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { litres } from '#app/domain/kernel/volume.input.server.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from './bounds.ts'

const typed = z.string().trim().max(MAX_TYPED, { error: 'too_long' })
const optional = typed.transform((value) => value || undefined).optional()

export const PhoneRequest = z.object({
  /** Of a card or a coupon, as the attendant reads it out. */
  code: typed.min(1, { error: 'required' }),
  couponCode: optional,
  pin: optional,
  odometer: kilometresOrNone,
  /** Its code. */
  station: typed.min(1, { error: 'required' }),
  /** Left out: the coupon's own, or the only one of the card. */
  product: productCode.optional().or(z.literal('').transform(() => undefined)),
  volume: litres({ min: 1, max: MAX_FILL_VOLUME }),
  pump: optional,
})
export type PhoneRequest = z.output<typeof PhoneRequest>

/** Nothing: it was not dispensed. */
export const PhoneOutcome = z.object({ volume: litres({ max: MAX_FILL_VOLUME }) })
export type PhoneOutcome = z.output<typeof PhoneOutcome>

/** `4821 0937`, as people write it down. */
export const phoneCode = z
  .string()
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{8}$/, { error: 'phone_code_wrong' }))

export const PhoneFilter = z.object({ cursor })
export type PhoneFilter = z.output<typeof PhoneFilter>
