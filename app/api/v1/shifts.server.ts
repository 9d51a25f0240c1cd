import { z } from 'zod'
import { reject } from '#app/domain/kernel/errors.ts'
import { isTooFarAhead } from '#app/domain/pump-operations/moments.ts'
import { OperationId } from '#app/domain/pump-operations/pump-operations.input.server.ts'
import { closeStationShift, readStationShift } from '#app/domain/reconciliation/closing.server.ts'
import {
  lasts,
  MAX_OPERATIONS,
  MAX_TOTALS,
  NewStationShift,
} from '#app/domain/reconciliation/reconciliation.input.server.ts'
import { fieldError } from '#app/http/server/problem.server.ts'
import { type Endpoint, endpoint } from './endpoint.server.ts'
import { InputError } from './input.server.ts'
import { stationIn } from './operation-path.server.ts'
import { StationShift, shiftOf } from './shift-fields.server.ts'

const sent = NewStationShift.shape
const Total = sent.totals.element.shape
const moment = z.iso.datetime({ offset: true }).describe('RFC 3339 with an offset')

const Body = z
  .strictObject({
    shift_id: sent.shiftId.describe("The station system's own id, the same in every repeat"),
    station: sent.station.describe('Code of the station'),
    opened_at: moment,
    closed_at: moment.describe('At most five minutes ahead of our clock'),
    totals: z
      .array(
        z.strictObject({
          product: Total.product.describe("Code of the product: ours, or the system's own"),
          instrument: Total.instrument,
          operations: Total.operations.describe('Completed ones, without those taken back whole'),
          volume_ml: Total.volume.describe('Dispensed less what was taken back'),
        }),
      )
      .max(MAX_TOTALS),
    operations: z
      .array(z.strictObject({ operation_id: OperationId, volume_ml: Total.volume }))
      .max(MAX_OPERATIONS)
      .optional()
      .describe('Every operation of the shift; then the answer names those that only one side knows'),
    metered: z
      .array(z.strictObject({ product: Total.product, volume_ml: Total.volume }))
      .max(MAX_TOTALS)
      .optional()
      .describe('What flowed through the pumps, by product, however it was paid'),
  })
  .refine(({ opened_at, closed_at }) => lasts(new Date(opened_at), new Date(closed_at)), {
    error: 'shift_period_invalid',
    path: ['closed_at'],
  })

export const shifts: Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/shifts',
    scopes: ['pump'],
    name: 'closeShift',
    tag: 'Shifts',
    summary: 'Close a shift: the totals of the station beside those of the cabinet',
    description:
      'What differs is answered line by line, and staff settle it. The same report again is compared with what the ' +
      'cabinet has by then; another report under the same id is refused.',
    repeats: 'operation',
    body: Body,
    answers: {
      200: { description: 'A repeat (Idempotent-Replayed: true)', schema: StationShift },
      201: { description: 'Kept, and what differs', schema: StationShift },
    },
    async handle({ ctx, body }) {
      stationIn(ctx, body.station)
      const closedAt = new Date(body.closed_at)
      if (isTooFarAhead(ctx, closedAt)) throw new InputError([fieldError('/closed_at', 'invalid')])
      const { isReplay, ...shift } = await closeStationShift(ctx, {
        shiftId: body.shift_id,
        station: body.station,
        openedAt: new Date(body.opened_at),
        closedAt,
        totals: body.totals.map(({ volume_ml: volume, ...total }) => ({ ...total, volume })),
        operations: body.operations?.map(({ operation_id: operationId, volume_ml: volume }) => ({
          ...{ operationId, volume },
        })),
        metered: body.metered?.map(({ product, volume_ml: volume }) => ({ product, volume })),
      })
      const again = { status: 200 as const, headers: { 'Idempotent-Replayed': 'true' } }
      return { ...(isReplay ? again : { status: 201 as const }), body: shiftOf(shift) }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/shifts/:shift_id',
    scopes: ['pump'],
    name: 'getShift',
    tag: 'Shifts',
    summary: 'A closed shift beside what the cabinet has now',
    repeats: 'read',
    answers: { 200: { description: 'The shift', schema: StationShift } },
    async handle({ ctx, params }) {
      return { status: 200, body: shiftOf(await readStationShift(ctx, shiftIn(params))) }
    },
  }),
]

/** @throws DomainError not_found: what can be no id leads nowhere */
function shiftIn(params: Record<string, string>): string {
  const parsed = OperationId.safeParse(params.shift_id)
  return parsed.success ? parsed.data : reject('not_found')
}
