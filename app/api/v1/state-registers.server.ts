import { z } from 'zod'
import {
  findStateRegister,
  type TakenIn,
  takeStateRegister,
} from '#app/domain/state-registers/taking-in.server.ts'
import { API_BASE, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { instrumentKind } from './instruction-fields.server.ts'
import { id, time, timeOf, timeOrNull } from './schemas.server.ts'

const count = z.int().min(0)

const StateRegister = z
  .object({
    id,
    instrument: instrumentKind,
    as_of: time,
    status: z
      .enum(['comparing', 'compared', 'overtaken'])
      .describe('`overtaken`: a register of a later moment counts'),
    rows: count,
    agreeing: count,
    in_flight: count.describe('Changed meanwhile, or an instruction has no outcome: the next register tells'),
    differing: count,
    missing_here: count.describe('In the register, and unknown to the cabinet'),
    missing_there: count.describe('Usable in the cabinet, and not in the register'),
    created_at: time,
    compared_at: time.nullable(),
  })
  .meta({ id: 'StateRegister' })

const common = { scopes: ['instructions'], tag: 'Instructions' } as const

export const stateRegisters: Endpoint[] = [
  endpoint({
    ...{ ...common, method: 'POST', path: '/state-registers', name: 'sendStateRegister', repeats: 'key' },
    summary: 'Send the states of all cards or coupons at one moment',
    description:
      'The body is a file of JSON objects, one a line, as docs/integration.md lists their fields. All cards (or all ' +
      'coupons) that are in service have to be in it. It is compared in the background with what the cabinet wants; ' +
      'staff see what differs. The same file for the same moment again is answered again.',
    takesFile: true,
    query: z.strictObject({
      instrument: instrumentKind,
      as_of: z.iso
        .datetime({ offset: true })
        .transform((text) => new Date(text))
        .describe('The moment of the states; seven days old at most'),
    }),
    answers: {
      201: { description: 'Taken in; ask for it until it is compared', schema: StateRegister },
      200: { description: 'It was sent before', schema: StateRegister },
    },
    async handle({ ctx, query: { instrument: kind, as_of: asOf }, file }) {
      const { register, isReplay } = await takeStateRegister(ctx, { kind, asOf }, file)
      const body = registerOf(register)
      return {
        status: isReplay ? 200 : 201,
        body,
        headers: { Location: `${API_BASE}/state-registers/${body.id}` },
      }
    },
  }),
  endpoint({
    ...{ ...common, method: 'GET', path: '/state-registers/:id', name: 'getStateRegister', repeats: 'read' },
    summary: 'What a register of states came to',
    answers: { 200: { description: 'The register', schema: StateRegister } },
    async handle({ ctx, params }) {
      return { status: 200, body: registerOf(await findStateRegister(ctx, idOf(params))) }
    },
  }),
]

function registerOf(row: TakenIn['register']): z.output<typeof StateRegister> {
  const { agreeing, in_flight, differing, missing_here, missing_there } = row
  return {
    id: String(row.id),
    instrument: row.instrument_kind,
    as_of: timeOf(row.as_of),
    status: row.status === 'compared' || row.status === 'overtaken' ? row.status : 'comparing',
    rows: row.rows_total,
    ...{ agreeing, in_flight, differing, missing_here, missing_there },
    created_at: timeOf(row.created_at),
    compared_at: timeOrNull(row.compared_at),
  }
}
