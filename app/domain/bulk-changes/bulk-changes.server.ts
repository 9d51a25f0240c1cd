import { record } from '#app/domain/audit/audit.server.ts'
import { holdCompany } from '#app/domain/companies/lock.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { may, requireClientRightIn, requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countBulkChangesInWork,
  insertBulkChange,
  insertBulkRows,
  type ListedBulkChangeRow,
  selectBulkChange,
  selectBulkChangePage,
  selectBulkRows,
  updateBulkUndoAsked,
} from '#db/queries/bulk-changes/bulk-changes.ts'
import { type ChosenRow, selectChosen } from '#db/queries/bulk-changes/states.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { NamedParams } from './actions.server.ts'
import type { BulkRequest } from './bulk-changes.input.server.ts'
import { type BulkState, rightFor, UNDO_HOURS } from './bulk-changes.ts'
import { previewBulkChange } from './preview.server.ts'
import { paramsIn, stateIn } from './stored.server.ts'

/** Of one company, that the worker has still to go through. */
const MAX_IN_WORK = 5
/** Rows of one kind that a page names; the others are counted. */
const MAX_NAMED = 100

/**
 * Starts the change that a preview showed: `digest` names it, and a set that changed since is refused. The worker does it.
 * @returns its id.
 * @throws DomainError bulk_changed, bulk_nothing_to_do, bulk_in_work, and as previewBulkChange
 */
export function startBulkChange(
  ctx: Context,
  companyId: CompanyId,
  { selection, params: wanted, digest }: BulkRequest,
): Promise<number> {
  const { kind } = selection
  const askedBy = requireClientRightIn(ctx, companyId, rightFor(kind, wanted.action)) ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    await holdCompany(ctx, companyId)
    if ((await countBulkChangesInWork(ctx.db, companyId)) >= MAX_IN_WORK) reject('bulk_in_work')
    const { params, planned, digest: now } = await previewBulkChange(ctx, companyId, selection, wanted)
    if (digest !== now) reject('bulk_changed')
    if (planned.length === 0) reject('bulk_nothing_to_do')
    const id = await insertBulkChange(ctx.db, {
      company_id: companyId,
      instrument_kind: kind,
      action: params.action,
      params: JSON.stringify(params),
      status: 'running',
      total: planned.length,
      asked_by: askedBy,
    })
    await insertBulkRows(
      ctx.db,
      planned.map(({ id: instrument_id, before }) => ({
        ...{ bulk_change_id: id, instrument_id, status: 'waiting' as const },
        before_state: JSON.stringify(before),
      })),
    )
    const data = { things: kind, bulkAction: params.action, rows: planned.length }
    await record(ctx, 'bulk_change.started', { kind: 'bulk_change', id, companyId }, data)
    return id
  })
}

/** Of a company, the newest first. */
export async function listBulkChanges(
  ctx: Context,
  companyId: CompanyId,
  cursor: string | undefined,
): Promise<Page<ListedBulkChange>> {
  requireRightIn(ctx, companyId, 'see_cards')
  const page = await readPageById({
    cursor,
    read: (request) => selectBulkChangePage(ctx.db, companyId, request),
  })
  return { ...page, rows: page.rows.map((row) => ({ ...row, params: paramsIn(row.params) })) }
}

export interface ListedBulkChange extends Omit<ListedBulkChangeRow, 'params'> {
  /** Null: another release asked for it, and what it means is not known here. */
  params: NamedParams | null
}

export interface BulkOutcome extends ChosenRow {
  /** Null: not known, or none. */
  before: BulkState | null
  after: BulkState | null
  /** The error's code. */
  refusal: string | null
}

export interface BulkChange extends ListedBulkChange {
  mayUndo: boolean
  /** What could not be changed, what an undo left as it is: the first MAX_NAMED. */
  refusedRows: BulkOutcome[]
  keptRows: BulkOutcome[]
}

/** @throws DomainError not_found */
export async function findBulkChange(ctx: Context, companyId: CompanyId, id: number): Promise<BulkChange> {
  requireRightIn(ctx, companyId, 'see_cards')
  const row = (await selectBulkChange(ctx.db, companyId, id)) ?? reject('not_found')
  const { instrument_kind: kind, action } = row
  return {
    ...row,
    params: paramsIn(row.params),
    mayUndo: may(ctx.actor, 'undo_bulk_changes') && may(ctx.actor, rightFor(kind, action)),
    refusedRows: row.refused > 0 ? await outcomes(ctx, companyId, kind, id, 'refused') : [],
    keptRows: row.kept > 0 ? await outcomes(ctx, companyId, kind, id, 'kept') : [],
  }
}

async function outcomes(
  ctx: Context,
  companyId: CompanyId,
  kind: InstrumentKind,
  id: number,
  status: 'refused' | 'kept',
): Promise<BulkOutcome[]> {
  const rows = await selectBulkRows(ctx.db, id, status, MAX_NAMED)
  const ids = rows.map(({ instrument_id }) => instrument_id)
  const chosen = new Map((await selectChosen(ctx.db, companyId, kind, ids)).map((row) => [row.id, row]))
  return rows.flatMap(({ instrument_id, before_state, after_state, refusal }) => {
    // One that has gone to another company is not this one's to name.
    const row = chosen.get(instrument_id)
    if (!row) return []
    return [{ ...row, before: stateIn(before_state), after: stateIn(after_state), refusal }]
  })
}

/**
 * Asks the worker to restore, within UNDO_HOURS, what nobody has changed since.
 * @throws DomainError not_found, bulk_not_undoable
 */
export async function undoBulkChange(ctx: Context, companyId: CompanyId, id: number): Promise<void> {
  const userId = requireClientRightIn(ctx, companyId, 'undo_bulk_changes')
  const row = (await selectBulkChange(ctx.db, companyId, id)) ?? reject('not_found')
  requireRightIn(ctx, companyId, rightFor(row.instrument_kind, row.action))
  await transact(ctx, async (ctx) => {
    if (userId === null) return reject('not_allowed')
    if (!(await updateBulkUndoAsked(ctx.db, companyId, id, { userId, hours: UNDO_HOURS })))
      reject('bulk_not_undoable')
    const data = { things: row.instrument_kind, bulkAction: row.action, rows: row.done }
    await record(ctx, 'bulk_change.undo_started', { kind: 'bulk_change', id, companyId }, data)
  })
}
