import { z } from 'zod'
import { declineCodes } from '#app/domain/authorizations/decline-codes.ts'
import { MAX_TOLD_SUM } from '#app/domain/pump-operations/bounds.ts'
import { OperationId } from '#app/domain/pump-operations/pump-operations.input.server.ts'

export const MAX_EVENTS = 100
const MAX_TEXT = 64
/** More than a tank holds, and far from what a column does. */
const MAX_VOLUME = 10_000_000

/** What makes a text a column's: no control characters, nothing that is cut. */
const text = z.string().trim().min(1).max(MAX_TEXT)
const moment = z.iso.datetime({ offset: true })

const common = {
  id: OperationId,
  instrument: z.enum(['card', 'coupon']),
  number: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
}
const volume_ml = z.int().min(1).max(MAX_VOLUME)
const amount_tiyn = z.int().min(0).max(MAX_TOLD_SUM)

/** What a processor tells of a card or a coupon. */
export const ProcessorEvent = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('approval'),
    occurred_at: moment,
    station: text.optional(),
    product: text.optional(),
    volume_ml,
    amount_tiyn: amount_tiyn.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('decline'),
    occurred_at: moment,
    station: text.optional(),
    product: text.optional(),
    volume_ml: volume_ml.optional(),
    code: z.enum(declineCodes).optional(),
    own_code: text.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('reversal'),
    occurred_at: moment,
    reverses: OperationId,
    volume_ml: volume_ml.optional(),
  }),
  z.strictObject({
    ...common,
    type: z.literal('balance'),
    balance: z.int().min(-MAX_TOLD_SUM).max(MAX_TOLD_SUM),
    unit: z.enum(['ml', 'tiyn']),
    as_of: moment,
  }),
])
export type ProcessorEvent = z.output<typeof ProcessorEvent>
