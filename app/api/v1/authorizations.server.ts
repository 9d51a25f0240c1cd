import { z } from 'zod'
import { OperationFilter } from '#app/domain/pump-operations/pump-operations.input.server.ts'
import {
  authorize,
  completeAuthorization,
  listAuthorizations,
  readAuthorization,
  reverseAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { Completion, NewAuthorization, Reversed } from './authorization-fields.server.ts'
import { NoFields } from './blocking.server.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import { dispensedIn, questionIn } from './fuel-fields.server.ts'
import { Operation, operationAnswers, operationOf, operationReply } from './operation.server.ts'
import { cursorIn, cursorOf, idCursor, operationIn, stationIn } from './operation-path.server.ts'
import { pageOf } from './schemas.server.ts'

const same = { tag: 'Operations', repeats: 'operation', scopes: ['pump'] } as const
const changed = { 200: { description: 'The operation as it is now', schema: Operation } }

export const authorizations: Endpoint[] = [
  endpoint({
    ...same,
    method: 'POST',
    path: '/authorizations',
    name: 'authorize',
    summary: 'Ask whether fuel may be dispensed, and hold it',
    body: NewAuthorization,
    answers: operationAnswers('Held until `expires_at`'),
    async handle({ ctx, body }) {
      stationIn(ctx, body.station)
      const asked = { operationId: body.operation_id, ...questionIn(body) }
      return operationReply(ctx, await authorize(ctx, asked), 201)
    },
  }),
  endpoint({
    ...same,
    method: 'POST',
    path: '/authorizations/:operation_id/complete',
    name: 'completeAuthorization',
    summary: 'Tell what was dispensed; it is always recorded',
    description: 'With the fields of an authorization, one that never arrived is recorded whole.',
    body: Completion,
    answers: changed,
    async handle({ ctx, params, body }) {
      const { station, product, volume_ml: volume, amount_tiyn: amount, asked_ml, ...fields } = body
      if (station !== undefined) stationIn(ctx, station)
      const question =
        station !== undefined && product !== undefined
          ? questionIn({ ...fields, station, product, volume_ml: asked_ml, amount_tiyn: undefined })
          : undefined
      const completion = { volume, amount, ...dispensedIn(body), authorization: question }
      return operationReply(ctx, await completeAuthorization(ctx, operationIn(params), completion), 200)
    },
  }),
  endpoint({
    ...same,
    method: 'POST',
    path: '/authorizations/:operation_id/void',
    name: 'voidAuthorization',
    summary: 'Nothing was dispensed; also for an operation that never arrived',
    body: NoFields,
    answers: changed,
    async handle({ ctx, params }) {
      return operationReply(ctx, await voidAuthorization(ctx, operationIn(params)), 200)
    },
  }),
  endpoint({
    ...same,
    method: 'POST',
    path: '/authorizations/:operation_id/reverse',
    name: 'reverseAuthorization',
    summary: 'Take back what was recorded as dispensed, or a part of it',
    body: Reversed,
    answers: changed,
    async handle({ ctx, params, body }) {
      const { reason, volume_ml: volume, reversal_id: reversalId } = body
      const reversal = { reason, volume, reversalId }
      return operationReply(ctx, await reverseAuthorization(ctx, operationIn(params), reversal), 200)
    },
  }),
  endpoint({
    ...same,
    method: 'GET',
    path: '/authorizations/:operation_id',
    name: 'getAuthorization',
    scopes: ['pump', 'read'],
    summary: 'An operation as it is now, with its slip',
    repeats: 'read',
    answers: changed,
    async handle({ ctx, params }) {
      const operation = await readAuthorization(ctx, operationIn(params))
      return { status: 200, body: operationOf(ctx, operation) }
    },
  }),
  endpoint({
    ...same,
    method: 'GET',
    path: '/authorizations',
    name: 'listAuthorizations',
    scopes: ['pump', 'read'],
    summary: 'Operations, the newest first: open holds after a power cut, the log of declines',
    repeats: 'read',
    query: z.strictObject({
      station: OperationFilter.shape.station,
      status: OperationFilter.shape.status,
      cursor: idCursor,
    }),
    answers: { 200: { description: 'A page of operations', schema: pageOf(Operation) } },
    async handle({ ctx, query: { cursor, ...query } }) {
      const { operations, next } = await listAuthorizations(ctx, { ...query, before: cursorIn(cursor) })
      const data = operations.map((operation) => operationOf(ctx, operation))
      return { status: 200, body: { data, next_cursor: cursorOf(next) } }
    },
  }),
]
