import { z } from 'zod'
import { phoneCode } from '#app/domain/pump-operations/by-phone.input.server.ts'
import { recordOffline } from '#app/domain/pump-operations/pump-operations.server.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import {
  dispensedFields,
  dispensedIn,
  dispensedVolume,
  isOneInstrument,
  ONE_INSTRUMENT,
  operationId,
  questionFields,
  questionIn,
  receiptAmount,
} from './fuel-fields.server.ts'
import { Operation, operationOf } from './operation.server.ts'
import { stationIn } from './operation-path.server.ts'

const MAX_ITEMS = 100

const Item = z
  .strictObject({
    operation_id: operationId,
    ...questionFields,
    volume_ml: dispensedVolume,
    amount_tiyn: receiptAmount,
    ...dispensedFields,
    phone_code: phoneCode
      .optional()
      .describe('The code that support read out: completes what they hold, once, under this `operation_id`'),
  })
  .refine(isOneInstrument, ONE_INSTRUMENT)

const Unrecorded = z
  .object({
    operation_id: z.string(),
    status: z.literal('not_recorded'),
    error: z
      .string()
      .nullable()
      .describe('The code of the problem; the others of the list are recorded all the same'),
  })
  .meta({ id: 'Unrecorded' })

export const offlineCompletions: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/offline-completions',
    scopes: ['pump'],
    name: 'recordOffline',
    tag: 'Operations',
    summary: 'What was dispensed without connection: each is recorded, what does not fit is named',
    repeats: 'operation',
    body: z.strictObject({ data: z.array(Item).min(1).max(MAX_ITEMS) }),
    answers: {
      200: {
        description: 'The operations in the order in which they were sent',
        schema: z.object({ data: z.array(z.union([Operation, Unrecorded])) }),
      },
    },
    async handle({ ctx, body }) {
      for (const { station } of body.data) stationIn(ctx, station)
      const items = body.data.map((item) => ({
        operationId: item.operation_id,
        volume: item.volume_ml,
        amount: item.amount_tiyn,
        ...dispensedIn(item),
        ...(item.phone_code === undefined ? {} : { phone: { code: item.phone_code, station: item.station } }),
        authorization: questionIn({ ...item, volume_ml: undefined, amount_tiyn: undefined }),
      }))
      const outcomes = await recordOffline(ctx, items)
      const data = outcomes.map(({ operationId, answer, error }) =>
        answer ? operationOf(ctx, answer) : { operation_id: operationId, status: 'not_recorded', error },
      )
      return { status: 200, body: { data } }
    },
  }),
]
