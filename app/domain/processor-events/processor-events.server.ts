import { type DeclineCode, declineOwners } from '#app/domain/authorizations/decline-codes.ts'
import { declineCodeOf } from '#app/domain/authorizations/processor-declines.ts'
import { processedEvent } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import { requireProcessor } from '#app/domain/instructions/feed.server.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { recordOutsideDecline } from '#app/domain/pump-operations/outside-declines.server.ts'
import { type Db, isDuplicateKey } from '#db/connection/client.server.ts'
import {
  deleteOldProcessorEvents,
  insertProcessorEvent,
  type NumberedRow,
  selectEventHash,
  selectNumbered,
  upsertProcessorBalance,
} from '#db/queries/processor-events/events.ts'
import type { ProcessorEvent } from './processor-events.input.server.ts'

/**
 * `repeated`: told before. `differs`: something else was told under this id. `older`: a later balance is known.
 * `unknown_instrument`: nothing was kept, so that it can be told again once a register has brought it.
 */
export const eventResults = ['recorded', 'repeated', 'differs', 'older', 'unknown_instrument'] as const
export type EventResult = (typeof eventResults)[number]

/** In whatever order they come, each in a transaction of its own: one that is refused does not undo the others. */
export async function recordProcessorEvents(
  ctx: Context,
  events: readonly ProcessorEvent[],
): Promise<{ id: string; result: EventResult }[]> {
  const integration = requireProcessor(ctx)
  const told: { id: string; result: EventResult }[] = []
  for (const event of events) told.push({ id: event.id, result: await record(ctx, integration, event) })
  return told
}

async function record(
  ctx: Context,
  integration: IntegrationActor,
  event: ProcessorEvent,
): Promise<EventResult> {
  try {
    return await transact(ctx, (ctx) => recordOne(ctx, integration, event))
  } catch (error) {
    // A decline under the id of an operation that the same system asked about as a station.
    if (isDuplicateKey(error)) return 'differs'
    throw error
  }
}

async function recordOne(
  ctx: Context,
  integration: IntegrationActor,
  event: ProcessorEvent,
): Promise<EventResult> {
  const thing = await selectNumbered(ctx.db, event.instrument, event.number, scopeOf(integration))
  if (!thing) return 'unknown_instrument'
  const instrument = {
    instrument_kind: event.instrument,
    instrument_id: thing.id,
    company_id: thing.company_id,
  }
  if (event.type === 'balance') {
    const { balance, unit, as_of } = event
    const isNewest = await upsertProcessorBalance(ctx.db, {
      ...{ ...instrument, balance, unit },
      as_of: new Date(as_of),
    })
    if (!isNewest) return 'older'
    await recordEvent(ctx, processedEvent(instrument))
    return 'recorded'
  }
  const hash = sha256(JSON.stringify(event))
  const code = event.type === 'decline' ? declineCodeOf(event) : null
  const isNew = await insertProcessorEvent(ctx.db, {
    ...instrument,
    ...{
      integration_id: integration.integrationId,
      event_id: event.id,
      content_hash: hash,
      type: event.type,
    },
    ...{ volume: event.volume_ml ?? null, amount: null, code },
    ...factsOf(event),
    occurred_at: new Date(event.occurred_at),
  })
  if (!isNew) {
    const known = await selectEventHash(ctx.db, integration.integrationId, event.id)
    return known?.equals(hash) ? 'repeated' : 'differs'
  }
  if (event.type === 'decline' && code) await tellDecline(ctx, integration, thing, event, code)
  else await recordEvent(ctx, processedEvent(instrument))
  return 'recorded'
}

function factsOf(event: Exclude<ProcessorEvent, { type: 'balance' }>) {
  if (event.type === 'reversal') return { reverses: event.reverses }
  const { station: station_code, product } = event
  const where = { ...(station_code && { station_code }), ...(product && { product }) }
  if (event.type === 'approval') return { ...where, amount: event.amount_tiyn ?? null }
  return { ...where, ...(event.own_code && { own_code: event.own_code }) }
}

/** The client looks for it where every other decline is. */
async function tellDecline(
  ctx: Context,
  integration: IntegrationActor,
  { id, company_id: companyId }: NumberedRow,
  event: Extract<ProcessorEvent, { type: 'decline' }>,
  code: DeclineCode,
): Promise<void> {
  const owner = declineOwners[code]
  await recordOutsideDecline(ctx, {
    integrationId: integration.integrationId,
    eventId: event.id,
    ...{ companyId, instrument: { kind: event.instrument, id }, code },
    whose: owner === 'rule' ? 'issuer' : owner,
    station: event.station ?? '',
    product: event.product ?? null,
    volume: event.volume_ml ?? null,
    occurredAt: new Date(event.occurred_at),
  })
}

/** More than a year and a month: what is compared with the year before is still there. */
const KEPT_DAYS = 400

/** @returns how many were removed; called again until that is none. */
export function purgeProcessorEvents(db: Db): Promise<number> {
  return deleteOldProcessorEvents(db, KEPT_DAYS)
}
