import { z } from 'zod'
import { MAX_ODOMETER_KM } from '#app/domain/authorizations/odometer.ts'
import { MAX_AMOUNT_TIYN, MAX_PRICE_TIYN } from '#app/domain/kernel/money.ts'
import { isUnreadable } from '#app/domain/kernel/plain-text.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from './bounds.ts'

/** What a slip, a register and an identity of a transaction can hold. */
const MAX_ID = 50
const MAX_BATCH = 500
const MAX_REASON = 200

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: 'required' })
    .max(max, { error: 'too_long' })
    .refine((value) => !isUnreadable(value), { error: 'unreadable_characters' })

/** Also short enough in bytes for the identity of a transaction. */
const MAX_KEY_BYTES = 64
const key = text(MAX_TYPED).refine((value) => Buffer.byteLength(value) <= MAX_KEY_BYTES, {
  error: 'too_long',
})

/** The station system's own id of an operation. */
export const OperationId = z
  .string()
  .min(1, { error: 'required' })
  .max(MAX_ID, { error: 'too_long' })
  .regex(/^[\x21-\x7E]+$/, { error: 'unreadable_characters' })

const millilitres = z.number().int().positive().max(MAX_FILL_VOLUME)
const tiyn = z.number().int().positive().max(MAX_AMOUNT_TIYN)

/** What was held out to the reader or typed. */
const Presented = z.discriminatedUnion('by', [
  z.object({ by: z.literal('qr'), payload: z.string().min(1).max(500) }),
  z.object({ by: z.literal('coupon'), number: text(MAX_TYPED), code: z.string().max(MAX_TYPED).optional() }),
  z.object({ by: z.literal('card'), number: text(MAX_TYPED), pin: z.string().max(MAX_TYPED).optional() }),
])
export type Presented = z.output<typeof Presented>

const asked = {
  /** A station's code. */
  station: text(MAX_TYPED),
  /** A product's code. */
  product: text(MAX_TYPED),
  instrument: Presented,
  /** Neither `volume` nor `amount`: a full tank, or a whole coupon. */
  volume: millilitres.optional(),
  amount: tiyn.optional(),
  /** Tiyn a litre. */
  price: z.number().int().positive().max(MAX_PRICE_TIYN).optional(),
  pos: key.optional(),
  pump: text(MAX_TYPED).optional(),
  /** Operations of one fill have the same. */
  fillId: OperationId.optional(),
  odometerKm: z.number().int().nonnegative().max(MAX_ODOMETER_KM).optional(),
  plate: text(MAX_TYPED).optional(),
  acceptPartial: z.boolean().optional(),
}

const isOneWish = ({ volume, amount }: { volume?: number | undefined; amount?: number | undefined }) =>
  volume === undefined || amount === undefined
const ONE_WISH = { error: 'invalid', path: ['amount'] }

export const FuelQuestion = z.object(asked).refine(isOneWish, ONE_WISH)
export type FuelQuestion = z.output<typeof FuelQuestion>

export const NewAuthorization = z.object({ operationId: OperationId, ...asked }).refine(isOneWish, ONE_WISH)
export type NewAuthorization = z.output<typeof NewAuthorization>

const dispensed = {
  receipt: key.optional(),
  /** The pump's own number of one dispensing, unique for the station. */
  pumpTransaction: text(MAX_TYPED).optional(),
  occurredAt: z.date().optional(),
}

export const Redemption = z.object({
  operationId: OperationId,
  ...asked,
  ...dispensed,
  /** What the station's receipt says; never a wish here. */
  amount: z.number().int().nonnegative().max(MAX_AMOUNT_TIYN).optional(),
  /** The operation that was reversed and that this one puts right. */
  replaces: OperationId.optional(),
})
export type Redemption = z.output<typeof Redemption>

const completed = {
  /** Of what support holds for a station without connection, and has told the code of. */
  phone: z.object({ code: z.string().max(MAX_TYPED), station: text(MAX_TYPED) }).optional(),
  /** Dispensed; nothing at all is a void. */
  volume: z.number().int().nonnegative().max(MAX_FILL_VOLUME),
  /** The station's receipt. */
  amount: z.number().int().nonnegative().max(MAX_AMOUNT_TIYN).optional(),
  ...dispensed,
}

export const Completion = z.object({
  ...completed,
  /** What the authorization asked, so that one which never arrived is recorded whole. */
  authorization: FuelQuestion.optional(),
})
export type Completion = z.output<typeof Completion>

export const OfflineCompletions = z
  .array(z.object({ operationId: OperationId, ...completed, authorization: FuelQuestion }))
  .min(1)
  .max(MAX_BATCH)
export type OfflineCompletions = z.output<typeof OfflineCompletions>

export const Reversal = z.object({
  reason: text(MAX_REASON),
  /** Absent: all that was dispensed. */
  volume: millilitres.optional(),
  /** Tells several reversals of one operation apart; the same one again is a repeat. */
  reversalId: OperationId.optional(),
})
export type Reversal = z.output<typeof Reversal>

export const OperationFilter = z.object({
  station: text(MAX_TYPED).optional(),
  status: z.enum(['declined', 'held', 'completed', 'voided', 'expired']).optional(),
  /** The last id of the page before; the newest come first. */
  before: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(200).optional(),
})
export type OperationFilter = z.output<typeof OperationFilter>
