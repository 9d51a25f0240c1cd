import { requireProcessor } from '#app/domain/instructions/feed.server.ts'
import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isTooFarAhead } from '#app/domain/pump-operations/moments.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  insertProcessorStates,
  insertStateRegister,
  type StateRegisterRow,
  selectStateRegister,
  selectStateRegisterAt,
  updateStateRegisterTotal,
} from '#db/queries/state-registers/registers.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { statesIn } from './state-registers.input.server.ts'

const BATCH = 1_000
/** What is older says nothing about tonight. */
const MAX_AGE_MS = 7 * DAY_MS

export interface TakenIn {
  register: StateRegisterRow
  isReplay: boolean
}

/**
 * Keeps a register of the states of all cards or coupons of a processor, whole or not at all; the worker compares it. The
 * same register again is answered again.
 * @throws DomainError not_allowed, too_many_requests, file_empty, fields_invalid, operation_differs
 */
export async function takeStateRegister(
  ctx: Context,
  { kind, asOf }: { kind: InstrumentKind; asOf: Date },
  file: Buffer,
): Promise<TakenIn> {
  const integration = requireProcessor(ctx)
  await enforceRateLimit(ctx, 'register')
  const isOld = ctx.now.getTime() - asOf.getTime() > MAX_AGE_MS
  if (isOld || isTooFarAhead(ctx, asOf)) reject('fields_invalid', { field: 'as_of' })
  if (file.length === 0) reject('file_empty')
  const { integrationId } = integration
  const hash = sha256(file)
  return transact(ctx, async ({ db }) => {
    const id = await insertStateRegister(db, {
      ...{ integration_id: integrationId, company_id: scopeOf(integration), instrument_kind: kind },
      is_test: integration.isTest ? 1 : 0,
      ...{ as_of: asOf, content_hash: hash, rows_total: 0, status: 'comparing' },
    })
    if (id !== undefined) await updateStateRegisterTotal(db, id, await keepRows({ db }, id, file))
    const register = (await selectStateRegisterAt(db, integrationId, kind, asOf)) ?? reject('unexpected')
    if (!register.content_hash.equals(hash)) reject('operation_differs')
    return { register, isReplay: id === undefined }
  })
}

/** A register that the same system sent. @throws DomainError not_allowed, not_found */
export async function findStateRegister(ctx: Context, id: number): Promise<StateRegisterRow> {
  const { integrationId } = requireProcessor(ctx)
  const register = await selectStateRegister(ctx.db, id)
  return register?.integration_id === integrationId ? register : reject('not_found')
}

/** Some at a time: neither the rows nor the server's other work wait for the whole file. */
async function keepRows({ db }: Pick<Context, 'db'>, registerId: number, file: Buffer): Promise<number> {
  let [rows, batch]: [number, Parameters<typeof insertProcessorStates>[1]] = [0, []]
  for (const { number, ...state } of statesIn(file)) {
    batch.push({ register_id: registerId, number: Buffer.from(number), state: JSON.stringify(state) })
    rows++
    if (batch.length < BATCH) continue
    await insertProcessorStates(db, batch)
    batch = []
  }
  if (rows === 0) reject('file_empty')
  await insertProcessorStates(db, batch)
  return rows
}
