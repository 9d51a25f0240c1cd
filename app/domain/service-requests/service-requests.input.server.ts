import { z } from 'zod'
import { addDays, type Day, isDay } from '#app/domain/kernel/calendar.ts'
import { limitPeriods } from '#app/domain/kernel/limit-periods.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import { typedNumber } from '#app/domain/kernel/typed-number.input.server.ts'
import { replacementCauses, serviceRequestStatuses } from './service-requests.ts'

const MAX_CARDS = 500
const MAX_TEXT = 2_000
/** Days ahead that staff may promise something for. */
const MAX_PROMISE = 365

export const text = z
  .string()
  .trim()
  .max(MAX_TEXT)
  .refine((value) => !isUnreadableInLines(value), { error: 'unreadable_characters' })
export const comment = text.default('')
/** A card's number, or its last digits: four are enough where they name one card. */
const number = z
  .string()
  .trim()
  .transform((value) => value.replace(/[\s-]/g, ''))
  .pipe(z.string().min(4, { error: 'card_number_short' }).max(64))

const limit = typedNumber
  .pipe(z.string().regex(/^\d{1,8}(\.\d{1,2})?$/, { error: 'invalid' }))
  .transform(Number)
  .refine((value) => value > 0, { error: 'invalid' })

export const SendServiceRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('new_cards'),
    quantity: z.coerce.number({ error: 'invalid' }).int({ error: 'invalid' }).min(1).max(MAX_CARDS),
    comment,
  }),
  z.object({ kind: z.literal('replacement'), number, cause: z.enum(replacementCauses), comment }),
  z.object({
    kind: z.literal('raise_limit'),
    number,
    period: z.enum(limitPeriods),
    /** Litres or tenge, as the card's limits are counted. */
    limit,
    comment,
  }),
  z.object({
    kind: z.literal('correction'),
    number: z.union([z.literal(''), number]).default(''),
    comment: text.min(1),
  }),
])
export type SendServiceRequest = z.output<typeof SendServiceRequest>

/** `status` left out: all of them. */
export const ServiceRequestFilter = z.object({
  status: z.enum(serviceRequestStatuses).optional().catch(undefined),
  cursor,
})
export type ServiceRequestFilter = z.output<typeof ServiceRequestFilter>

export const ServiceRequestQueue = z.object({
  status: z.enum(serviceRequestStatuses).catch('sent'),
  cursor,
})
export type ServiceRequestQueue = z.output<typeof ServiceRequestQueue>

/** The day by which it will be done. */
export function takeServiceRequestInput(today: Day) {
  const last = addDays(today, MAX_PROMISE)
  return z.object({
    promisedOn: z
      .string()
      .trim()
      .min(1, { error: 'required' })
      .refine((value) => isDay(value) && value <= last, { error: 'invalid' })
      .refine((value) => !isDay(value) || value >= today, { error: 'promise_past' }),
  })
}
export type TakeServiceRequest = z.output<ReturnType<typeof takeServiceRequestInput>>

export const FinishServiceRequest = z.object({ answer: comment })
export type FinishServiceRequest = z.output<typeof FinishServiceRequest>

export const RefuseServiceRequest = z.object({ reason: text.min(1) })
export type RefuseServiceRequest = z.output<typeof RefuseServiceRequest>
