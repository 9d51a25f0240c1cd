import { actorOfMember } from '#app/domain/accounts/users.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { Transacting } from '#db/connection/client.server.ts'
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
import { carryOut, type NamedParams, planFor, restore } from './actions.server.ts'
import { aspectOf, type BulkState, keyOf } from './bulk-changes.ts'
import { readStates } from './states.server.ts'

/** Rows of one transaction: what a killed worker does again. */
const BATCH = 50
/** Batches of one turn, between two companies that wait. */
const MAX_BATCHES = 20

/**
 * Goes through rows of changes that were asked for, each row once, whoever is killed in between: a row and what was done
 * with it are one transaction. @returns whether more waits
 */
export async function carryOutBulkChanges(ctx: Context, signal?: AbortSignal): Promise<boolean> {
  requireRight(ctx, 'carry_out_bulk_changes')
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    if (signal?.aborted) return false
    const now = await databaseNow(ctx.db)
    if (!(await transact({ ...ctx, now }, carryOutBatch))) return false
  }
  return true
}

async function carryOutBatch(ctx: Context): Promise<boolean> {
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
  const outcomes = await goThrough(as, companyId, change, rows)
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
): Promise<Outcome[]> {
  const { instrument_kind: kind, action } = change
  const ids = rows.map(({ instrument_id }) => instrument_id)
  await selectChosenForUpdate(ctx.db, companyId, kind, ids)
  const read = () => readStates(ctx, companyId, kind, aspectOf[action], ids)
  const before = await read()
  const outcomes: [BulkRow, Outcome][] = []
  for (const row of rows) outcomes.push([row, await oneRow(ctx, companyId, change, row, before)])
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

function oneRow(
  ctx: Context,
  companyId: CompanyId,
  change: BulkChangeRow,
  row: BulkRow,
  states: Map<number, BulkState>,
): Promise<Outcome> {
  const { instrument_kind: kind } = change
  const ref = { kind, id: row.instrument_id }
  const state = states.get(row.instrument_id)
  const seen: BulkState = JSON.parse(row.before_state)
  if (change.status === 'undoing') {
    const left: BulkState = JSON.parse(row.after_state ?? row.before_state)
    if (!state || keyOf(state) !== keyOf(left)) return Promise.resolve({ status: 'kept' })
    return attempt(ctx, 'undone', 'kept', (ctx) => restore(ctx, companyId, ref, seen, state))
  }
  const params: NamedParams = JSON.parse(change.params)
  if (!state) return Promise.resolve({ status: 'refused', refusal: notThere(kind) })
  if (planFor(kind, params, state) === null) return Promise.resolve({ status: 'same' })
  // Somebody changed it after the preview.
  if (keyOf(state) !== keyOf(seen)) return Promise.resolve({ status: 'refused', refusal: 'bulk_changed' })
  return attempt(ctx, 'done', 'refused', (ctx) => carryOut(ctx, companyId, ref, params, state))
}

function notThere(kind: BulkChangeRow['instrument_kind']) {
  return kind === 'card' ? 'card_not_found' : 'coupon_not_found'
}

/** What is refused leaves nothing behind, and the other rows go on. The next savepoint takes the place of this one. */
async function attempt(
  ctx: Context,
  done: BulkRow['status'],
  refused: BulkRow['status'],
  work: (ctx: Context) => Promise<void>,
): Promise<Outcome> {
  const point = await (ctx.db as Transacting).savepoint('row').execute()
  try {
    await work({ ...ctx, db: point })
    return { status: done }
  } catch (error) {
    if (!(error instanceof DomainError) || error.status >= 500) throw error
    await point.rollbackToSavepoint('row').execute()
    return { status: refused, refusal: error.code }
  }
}
