import { z } from 'zod'
import { cursor, productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from './bounds.ts'

const typed = z.string().trim().max(MAX_TYPED, { error: 'too_long' })
const optional = typed.transform((value) => value || undefined).optional()

/** `20`, `20,5`, `20.500`. @returns millilitres */
const litres = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s\u00A0]/g, '').replace(',', '.'))
  .pipe(
    z
      .string()
      .min(1, { error: 'required' })
      .regex(/^\d{1,5}(?:\.\d{1,3})?$/, { error: 'invalid' }),
  )
  .transform((text) => Math.round(Number(text) * 1000))
  .refine((volume) => volume <= MAX_FILL_VOLUME, { error: 'invalid' })

/** Whole kilometres, or nothing. */
export const odometerKm = z
  .string()
  .trim()
  .transform((text) => text.replace(/[\s\u00A0]/g, ''))
  .pipe(z.union([z.literal(''), z.string().regex(/^\d{1,7}$/, { error: 'invalid' })]))
  .transform((text) => (text === '' ? undefined : Number(text)))
  .optional()

export const PhoneRequest = z.object({
  /** Of a card or a coupon, as the attendant reads it out. */
  code: typed.min(1, { error: 'required' }),
  couponCode: optional,
  pin: optional,
  odometer: odometerKm,
  /** Its code. */
  station: typed.min(1, { error: 'required' }),
  /** Left out: the coupon's own, or the only one of the card. */
  product: productCode.optional().or(z.literal('').transform(() => undefined)),
  volume: litres.refine((volume) => volume > 0, { error: 'invalid' }),
  pump: optional,
})
export type PhoneRequest = z.output<typeof PhoneRequest>

/** Nothing: it was not dispensed. */
export const PhoneOutcome = z.object({ volume: litres })
export type PhoneOutcome = z.output<typeof PhoneOutcome>

/** `4821 0937`, as people write it down. */
export const phoneCode = z
  .string()
  .transform((text) => text.replace(/[\s\u00A0-]/g, ''))
  .pipe(z.string().regex(/^\d{8}$/, { error: 'phone_code_wrong' }))

export const PhoneFilter = z.object({ cursor })
export type PhoneFilter = z.output<typeof PhoneFilter>
