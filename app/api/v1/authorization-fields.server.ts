import { z } from 'zod'
import { Reversal } from '#app/domain/pump-operations/pump-operations.input.server.ts'
import {
  dispensedFields,
  dispensedVolume,
  isOneInstrument,
  isOneWish,
  ONE_INSTRUMENT,
  ONE_WISH,
  operationId,
  questionFields,
  receiptAmount,
} from './fuel-fields.server.ts'

export const NewAuthorization = z
  .strictObject({ operation_id: operationId, ...questionFields })
  .refine(isOneWish, ONE_WISH)
  .refine(isOneInstrument, ONE_INSTRUMENT)

const { station, product, volume_ml: asked, amount_tiyn: _wished, ...others } = questionFields
export const Completion = z
  .strictObject({
    volume_ml: dispensedVolume,
    amount_tiyn: receiptAmount,
    ...dispensedFields,
    ...others,
    station: station.optional(),
    product: product.optional(),
    asked_ml: asked.describe('What the authorization asked for'),
  })
  .refine((fields) => (fields.station === undefined) === (fields.product === undefined), {
    error: 'required',
    path: ['product'],
  })
  .refine((fields) => fields.station === undefined || isOneInstrument(fields), ONE_INSTRUMENT)

export const Reversed = z.strictObject({
  reason: Reversal.shape.reason,
  volume_ml: Reversal.shape.volume.describe('Left out: all that was dispensed'),
  reversal_id: Reversal.shape.reversalId.describe('Tells several reversals of one operation apart'),
})
