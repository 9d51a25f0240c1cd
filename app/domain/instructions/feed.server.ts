import { processedEvent } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { scopeOf } from '#app/domain/kernel/integration-scope.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  claimInstructions,
  deleteOldInstructions,
  type FeedRow,
  selectHandedInstruction,
  selectHandedOut,
  selectOpenInstructions,
  selectToHandOut,
  updateInstructionSettled,
  upsertFeedPosition,
} from '#db/queries/instructions/feed.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { type DesiredState, type InstructionStatus, type Outcome, SILENCE_MINUTES } from './instructions.ts'

export interface HandedInstruction {
  id: number
  kind: InstrumentKind
  /** Null: an import that brought it was undone. */
  number: string | null
  companyBin: string
  version: number
  state: DesiredState
  askedAt: Date
  position: number
}

const MAX_HANDED = 100
const SILENCE_SECONDS = SILENCE_MINUTES * 60

/**
 * What a processor's system has to do, in the order in which it was handed out, after a position of that order: what it was
 * handed and has not answered, so that an answer that was lost comes again, then what nobody was handed yet, and what
 * whoever was handed it is silent about.
 */
export async function handOutInstructions(
  ctx: Context,
  { after, kind }: { after: number; kind?: InstrumentKind | undefined },
): Promise<HandedInstruction[]> {
  const integration = requireProcessor(ctx)
  const { integrationId } = integration
  const known = await selectHandedOut(ctx.db, integrationId, after, kind, MAX_HANDED)
  const due = (db: Context['db']) =>
    selectToHandOut(db, scopeOf(integration), kind, SILENCE_SECONDS, MAX_HANDED)
  if (known.length === MAX_HANDED || (await due(ctx.db)).length === 0) return known.map(handed)
  return transact(ctx, async ({ db }) => {
    // The feed's row first: two that ask at once for one integration take turns, and positions are in the order of commits.
    const from = await upsertFeedPosition(db, integrationId, MAX_HANDED)
    const ids = await due(db)
    if (ids.length > 0)
      await claimInstructions(db, ids, { integrationId, from, silenceSeconds: SILENCE_SECONDS })
    return (await selectHandedOut(db, integrationId, after, kind, MAX_HANDED)).map(handed)
  })
}

/** Of all integrations, for a file: nothing is handed out by it. */
export async function* exportInstructions(ctx: Context): AsyncGenerator<HandedInstruction[]> {
  requireRight(ctx, 'export_instructions')
  for (let after = 0; ; ) {
    const rows = await selectOpenInstructions(ctx.db, after, MAX_EXPORTED)
    if (rows.length > 0) yield rows.map(handed)
    const last = rows.at(-1)
    if (!last || rows.length < MAX_EXPORTED) return
    after = Number(last.id)
  }
}

const MAX_EXPORTED = 1_000

/**
 * What became of an instruction at the processor. Told twice, it is answered twice; a newer instruction may have come
 * meanwhile, and then nothing is changed.
 * @throws DomainError not_found for one that this integration was not handed; operation_differs
 */
export function settleInstruction(
  ctx: Context,
  id: number,
  { outcome, reason }: { outcome: Outcome; reason: string | null },
): Promise<{ version: number; status: InstructionStatus; isReplay: boolean }> {
  const { integrationId } = requireProcessor(ctx)
  return transact(ctx, async (ctx) => {
    const { db } = ctx
    const row = (await selectHandedInstruction(db, integrationId, id)) ?? reject('not_found')
    const { version, status } = row
    if (status === 'superseded') return { version, status, isReplay: false }
    if (status !== 'delivered') {
      if (status !== outcome) reject('operation_differs')
      return { version, status, isReplay: true }
    }
    await updateInstructionSettled(db, id, { status: outcome, reason: outcome === 'refused' ? reason : null })
    await recordEvent(ctx, processedEvent(row))
    return { version, status: outcome, isReplay: false }
  })
}

/** @throws DomainError not_allowed */
export function requireProcessor(ctx: Pick<Context, 'actor'>): IntegrationActor {
  requireRight(ctx, 'take_instructions')
  return ctx.actor.kind === 'integration' ? ctx.actor : reject('not_allowed')
}

function handed(row: FeedRow): HandedInstruction {
  const state: DesiredState = JSON.parse(row.state)
  return {
    id: Number(row.id),
    kind: row.instrument_kind,
    number: row.number,
    companyBin: row.company_bin,
    version: row.version,
    state,
    askedAt: row.created_at,
    position: Number(row.position),
  }
}

const KEPT_DAYS = 90

/** Those that a newer one followed long ago. @returns how many were removed; called again until that is none. */
export function purgeInstructions(db: Db): Promise<number> {
  return deleteOldInstructions(db, KEPT_DAYS)
}
