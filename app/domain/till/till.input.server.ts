import { z } from 'zod'
import { Password } from '#app/domain/access/access.input.server.ts'
import { kilometresOrNone } from '#app/domain/authorizations/odometer.input.server.ts'
import { cursor, day, productCode, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { litres, litresOrNone } from '#app/domain/kernel/volume.input.server.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from '#app/domain/pump-operations/bounds.ts'
import { phoneCode } from '#app/domain/pump-operations/by-phone.input.server.ts'

/** What the row of a reversal holds. */
const MAX_TAKE_BACK_REASON = 200
const MAX_SCANNED = 500

const pin = z
  .string()
  .trim()
  .regex(/^\d{4,6}$/, { error: 'pin_invalid' })
const optional = (text: z.ZodString) =>
  text
    .trim()
    .max(MAX_TYPED, { error: 'too_long' })
    .transform((value) => value || undefined)
    .optional()

const someLitres = { min: 1, max: MAX_FILL_VOLUME }

export const OpenShift = z.object({ pin })
export type OpenShift = z.output<typeof OpenShift>

export const ResumeShift = z.object({ password: Password, pin })
export type ResumeShift = z.output<typeof ResumeShift>

export const NewFill = z.object({
  /** What the camera read, or a number that was typed. */
  code: z.string().trim().min(1, { error: 'required' }).max(MAX_SCANNED, { error: 'too_long' }),
  /** The six digits beside a typed coupon number. */
  couponCode: optional(z.string()),
  /** A card's driver types it. */
  pin: optional(z.string()),
  /** For a card whose rule demands it. */
  odometer: kilometresOrNone,
  pump: optional(z.string()),
  volume: litresOrNone(someLitres)
    .transform((volume) => volume ?? undefined)
    .optional(),
  /** For a card that may fuel several. */
  product: productCode.optional().or(z.literal('').transform(() => undefined)),
})
export type NewFill = z.output<typeof NewFill>

export const FillVolume = z.object({
  volume: litres(someLitres),
})
export type FillVolume = z.output<typeof FillVolume>

export const ChosenPump = z.object({
  pump: z.string().trim().min(1, { error: 'required' }).max(MAX_TYPED, { error: 'too_long' }),
})

/** Of what was scanned: its pump, or what flowed. */
export const ScannedDeed = z.union([ChosenPump, FillVolume])

/** Nothing at all: it is undone. */
export const LesserVolume = z.object({ volume: litres({ max: MAX_FILL_VOLUME }) })
export type LesserVolume = z.output<typeof LesserVolume>

export const PhoneCodeFill = z.object({ phoneCode, ...LesserVolume.shape })
export type PhoneCodeFill = z.output<typeof PhoneCodeFill>

export const TakeBack = z.object({
  /** Millilitres that the person saw. */
  volume: z.coerce.number().int().positive(),
  reason: z.string().trim().min(1, { error: 'required' }).max(MAX_TAKE_BACK_REASON, { error: 'too_long' }),
})
export type TakeBack = z.output<typeof TakeBack>

export const ShiftFilter = z.object({
  status: z.enum(['open', 'closed']).optional().catch(undefined),
  /** A cashier by name or email. */
  q: searchText,
  /** Days on which a shift was opened, inclusive. */
  from: day,
  to: day,
  station: z.string().trim().min(1).max(64).optional().catch(undefined),
  cursor,
})
export type ShiftFilter = z.output<typeof ShiftFilter>
