import { actorOfMember } from '#app/domain/accounts/users.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { DomainError, type ErrorCode } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isTransientFailure, type Transacting } from '#db/connection/client.server.ts'
import {
  type BulkChangeRow,
  type BulkRow,
  selectBulkChangeInWorkForUpdate,
  selectBulkRows,
  updateBulkFinished,
  updateBulkProgress,
  upsertBulkRows,
} from '#db/queries/bulk-changes/bulk-changes.ts'
import { selectChosenForUpdate } from '#db/queries/bulk-changes/states.ts'
import { databaseNow } from '#db/sql/now.ts'
import { carryOut, planFor, restore } from './actions.server.ts'
import { aspectOf, type BulkState, keyOf } from './bulk-changes.ts'
import { readStates } from './states.server.ts'
import { paramsIn, stateIn } from './stored.server.ts'

/** Rows of one transaction: what a killed worker does again. */
const BATCH = 50
/** Batches of one turn, between two companies that wait. */
const MAX_BATCHES = 20

/**
 * Goes through rows of changes that were asked for, each row once, whoever is killed in between: a row and what was done
 * with it are one transaction. What fails by itself is refused as `unexpected` and `told`: it would fail for ever, and all
 * other changes wait behind it. @returns whether more waits
 */
export async function carryOutBulkChanges(
  ctx: Context,
  signal?: AbortSignal,
  told: (error: unknown) => void = () => {},
): Promise<boolean> {
  requireRight(ctx, 'carry_out_bulk_changes')
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    if (signal?.aborted) return false
    const now = await databaseNow(ctx.db)
    const failed: unknown[] = []
    const more = await transact({ ...ctx, now }, (ctx) => carryOutBatch(ctx, failed))
    // One says what the others of a batch would say too.
    if (failed.length > 0) told(failed[0])
    if (!more) return false
  }
  return true
}

async function carryOutBatch(ctx: Context, failed: unknown[]): Promise<boolean> {
  const change = await selectBulkChangeInWorkForUpdate(ctx.db)
  if (!change) return false
  const isUndo = change.status === 'undoing'
  const rows = await selectBulkRows(ctx.db, change.id, isUndo ? 'done' : 'waiting', BATCH)
  if (rows.length === 0) {
    await updateBulkFinished(ctx.db, change.id, isUndo ? 'undone' : 'done')
    return true
  }
  const companyId = asCompanyId(change.company_id)
  const askedBy = isUndo ? (change.undo_asked_by ?? change.asked_by) : change.asked_by
  const as = { ...ctx, actor: await actorOfMember(ctx.db, companyId, askedBy) }
  const tried = await within(as, 'batch', (ctx) => goThrough(ctx, companyId, change, rows, failed))
  if ('error' in tried) failed.push(tried.error)
  const outcomes = 'error' in tried ? await giveUp(ctx, change, rows) : tried.done
  const count = (status: BulkRow['status']) => outcomes.filter((one) => one.status === status).length
  await updateBulkProgress(ctx.db, change.id, {
    done: isUndo ? 0 : count('done') + count('same'),
    ...{ refused: count('refused'), undone: count('undone'), kept: count('kept') },
  })
  return true
}

type Outcome = Pick<BulkRow, 'status'> & Partial<Pick<BulkRow, 'refusal'>>

async function goThrough(
  ctx: Context,
  companyId: CompanyId,
  change: BulkChangeRow,
  rows: readonly BulkRow[],
  failed: unknown[],
): Promise<Outcome[]> {
  const { instrument_kind: kind, action } = change
  const ids = rows.map(({ instrument_id }) => instrument_id)
  await selectChosenForUpdate(ctx.db, companyId, kind, ids)
  const read = () => readStates(ctx, companyId, kind, aspectOf[action], ids)
  const before = await read()
  const outcomes: [BulkRow, Outcome][] = []
  for (const row of rows) {
    const work = (ctx: Context) => oneRow(ctx, companyId, change, row, before)
    outcomes.push([row, await attempt(ctx, change, work, failed)])
  }
  const after = change.status === 'running' ? await read() : undefined
  const left = ({ instrument_id, after_state }: BulkRow, { status }: Outcome) => {
    const state = status === 'done' && after?.get(instrument_id)
    return state ? JSON.stringify(state) : after_state
  }
  await upsertBulkRows(
    ctx.db,
    outcomes.map(([row, outcome]) => ({ ...row, ...outcome, after_state: left(row, outcome) })),
  )
  return outcomes.map(([, outcome]) => outcome)
}

async function oneRow(
  ctx: Context,
  companyId: CompanyId,
  change: BulkChangeRow,
  row: BulkRow,
  states: Map<number, BulkState>,
): Promise<Outcome> {
  const { instrument_kind: kind, action } = change
  const ref = { kind, id: row.instrument_id }
  const state = states.get(row.instrument_id)
  const seen = stateIn(row.before_state)
  if (seen?.of !== aspectOf[action])
    throw new Error(`Row ${row.instrument_id} of bulk change ${change.id}: no state`)
  if (change.status === 'undoing') {
    const left = stateIn(row.after_state) ?? seen
    if (!state || keyOf(state) !== keyOf(left)) return { status: 'kept' }
    await restore(ctx, companyId, ref, seen, state)
    return { status: 'undone' }
  }
  const params = paramsIn(change.params)
  if (params?.action !== action) throw new Error(`Bulk change ${change.id}: no parameters`)
  if (!state) return { status: 'refused', refusal: notThere(kind) }
  if (planFor(kind, params, state) === null) return { status: 'same' }
  // Somebody changed it after the preview.
  if (keyOf(state) !== keyOf(seen)) return { status: 'refused', refusal: 'bulk_changed' }
  await carryOut(ctx, companyId, ref, params, state)
  return { status: 'done' }
}

function notThere(kind: BulkChangeRow['instrument_kind']) {
  return kind === 'card' ? 'card_not_found' : 'coupon_not_found'
}

/** What is refused leaves nothing behind, and the other rows go on. */
async function attempt(
  ctx: Context,
  change: BulkChangeRow,
  work: (ctx: Context) => Promise<Outcome>,
  failed: unknown[],
): Promise<Outcome> {
  const tried = await within(ctx, 'row', work)
  if ('done' in tried) return tried.done
  const { error } = tried
  if (error instanceof DomainError && error.status < 500) return refusedAs(change, error.code)
  failed.push(error)
  return refusedAs(change, 'unexpected')
}

function refusedAs({ status }: BulkChangeRow, refusal: ErrorCode): Outcome {
  return { status: status === 'undoing' ? 'kept' : 'refused', refusal }
}

/** The rows of a batch that cannot even be looked at. */
async function giveUp(ctx: Context, change: BulkChangeRow, rows: readonly BulkRow[]): Promise<Outcome[]> {
  const outcome = refusedAs(change, 'unexpected')
  await upsertBulkRows(
    ctx.db,
    rows.map((row) => ({ ...row, ...outcome })),
  )
  return rows.map(() => outcome)
}

/**
 * As if it had not begun, when it fails by itself. What fails with the database ends the transaction: a later one does it.
 * The next savepoint of the name takes the place of this one.
 */
async function within<Result>(
  ctx: Context,
  name: 'batch' | 'row',
  work: (ctx: Context) => Promise<Result>,
): Promise<{ done: Result } | { error: unknown }> {
  const point = await (ctx.db as Transacting).savepoint(name).execute()
  try {
    return { done: await work({ ...ctx, db: point }) }
  } catch (error) {
    if (isTransientFailure(error)) throw error
    await point.rollbackToSavepoint(name).execute()
    return { error }
  }
}
