import { z } from 'zod'
import { redeem } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import {
  dispensedFields,
  dispensedIn,
  isOneInstrument,
  ONE_INSTRUMENT,
  operationId,
  questionFields,
  questionIn,
  receiptAmount,
  replaces,
} from './fuel-fields.server.ts'
import { operationAnswers, operationReply } from './operation.server.ts'
import { stationIn } from './operation-path.server.ts'

const Redemption = z
  .strictObject({
    operation_id: operationId,
    ...questionFields,
    volume_ml: questionFields.volume_ml.describe('Left out: a whole coupon; a card needs it'),
    amount_tiyn: receiptAmount,
    ...dispensedFields,
    replaces,
  })
  .refine(isOneInstrument, ONE_INSTRUMENT)
  .refine((fields) => fields.card_number === undefined || fields.volume_ml !== undefined, {
    error: 'required',
    path: ['volume_ml'],
  })

export const redemptions: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/redemptions',
    scopes: ['pump'],
    name: 'redeem',
    tag: 'Operations',
    summary: 'Hold and complete in one: a coupon, or fuel that was dispensed before it is paid',
    repeats: 'operation',
    body: Redemption,
    answers: operationAnswers('Completed'),
    async handle({ ctx, body }) {
      stationIn(ctx, body.station)
      const question = { ...questionIn({ ...body, amount_tiyn: undefined }), amount: body.amount_tiyn }
      const redemption = { operationId: body.operation_id, ...question, ...dispensedIn(body) }
      return operationReply(ctx, await redeem(ctx, { ...redemption, replaces: body.replaces }), 201)
    },
  }),
]
