import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deleteImportBatches, selectImportsWithOldBatches } from '#db/queries/imports/batches.ts'
import { deleteImportFaults } from '#db/queries/imports/faults.ts'
import {
  type ImportRow,
  selectForgottenImports,
  selectImport,
  updateImportStatus,
} from '#db/queries/imports/imports.ts'
import { adjusted } from './adjusted.server.ts'
import type { AdjustImport, CommitImport, StartImport } from './imports.input.server.ts'
import { canCommit, canCommitGoodRows, canDiscard, canUndo, stoppedStatus } from './imports.ts'
import { NOTHING_DETECTED } from './layout-memory.server.ts'
import { isRecorded } from './outcome-store.server.ts'
import { takeInRegister, type UploadedFile } from './take-in.server.ts'
import { deleteUpload } from './uploads.server.ts'

/** Nobody decided for so long: the file, which may hold QR payloads, goes. */
const FORGOTTEN_DAYS = 14
/** So long can be seen what an import did, and be taken back. */
const REMEMBERED_DAYS = 180

/**
 * Takes a register in for checking; nothing else happens until somebody commits it.
 * @returns the import's id. @throws DomainError file_empty, file_too_large
 */
export function startImport(ctx: Context, input: StartImport, file: UploadedFile): Promise<number> {
  requireRight(ctx, 'run_imports')
  return takeInRegister(ctx, input, file)
}

/**
 * Has the file checked once more, read as a person says. A mapping and answers count only for the columns that they
 * were made for: with another register, encoding, sheet or header they are found and asked anew.
 * @throws DomainError import_not_found, import_not_ready
 */
export function adjustImport(ctx: Context, id: number, input: AdjustImport): Promise<void> {
  requireRight(ctx, 'run_imports')
  return transact(ctx, async (ctx) => {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    await checkAgain(ctx, row, input)
  })
}

/** In the caller's transaction. @throws DomainError import_not_ready */
export async function checkAgain(ctx: Context, row: ImportRow, input: AdjustImport): Promise<void> {
  const change = { ...CHECK_AGAIN, ...adjusted(ctx, row, input) }
  const isMoved = await updateImportStatus(ctx.db, row.id, ['checked', 'failed'], change)
  if (!isMoved) reject('import_not_ready')
  await record(ctx, 'import.adjusted', { kind: 'import', id: row.id }, { register: change.kind })
}

/** What goes back into the queue starts from nothing. */
export const CHECK_AGAIN = {
  status: 'queued',
  failure: null,
  attempts: 0,
  rows_done: 0,
  rows_total: 0,
} as const

/**
 * Asks the worker to bring a checked register in: all of it or nothing, or `good`, its rows without faults. The audit
 * log gets its one row from the transaction that does it.
 * @throws DomainError import_not_found, import_faulty, import_not_ready
 */
export async function requestCommit(
  ctx: Context,
  id: number,
  { rows = 'all' }: CommitImport = {},
): Promise<void> {
  requireRight(ctx, 'run_imports')
  const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
  const goodOnly = rows === 'good' && row.rows_faulty > 0
  if (row.status === 'checked' && row.rows_faulty > 0 && !goodOnly) reject('import_faulty')
  if (!(goodOnly ? canCommitGoodRows(row) : canCommit(row))) reject('import_not_ready')
  const moved = await updateImportStatus(ctx.db, id, ['checked'], {
    status: 'committing',
    good_only: goodOnly ? 1 : 0,
    committed_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
    attempts: 0,
    failure: null,
    rows_done: 0,
  })
  if (!moved) reject('import_not_ready')
}

/**
 * Stops a check, an import or its taking back that is under way: nothing of it counts. The worker notices within a
 * second that the import is no longer its own.
 * @throws DomainError import_not_found, import_not_ready
 */
export function stopImport(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'run_imports')
  return transact(ctx, async (ctx) => {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    const status = stoppedStatus(row.status) ?? reject('import_not_ready')
    const change = { status, failure: 'stopped', attempts: 0 }
    if (!(await updateImportStatus(ctx.db, id, [row.status], change))) reject('import_not_ready')
    await record(ctx, 'import.stopped', { kind: 'import', id }, { register: row.kind, file: row.file_name })
  })
}

/**
 * Asks the worker to take a committed import back: all of it or nothing.
 * @throws DomainError import_not_found, import_not_ready
 */
export async function requestUndo(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'run_imports')
  const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
  if (!canUndo(row) || !(await isRecorded(ctx, row))) reject('import_not_ready')
  const moved = await updateImportStatus(ctx.db, id, ['committed'], {
    status: 'undoing',
    undone_by: 'userId' in ctx.actor ? ctx.actor.userId : null,
    attempts: 0,
    failure: null,
    rows_done: 0,
  })
  if (!moved) reject('import_not_ready')
}

/** Forgets the file; what is here stays as it is. @throws DomainError import_not_found, import_not_ready */
export function discardImport(ctx: Context, id: number): Promise<void> {
  requireRight(ctx, 'run_imports')
  return transact(ctx, async (ctx) => {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    if (!canDiscard(row) || !(await discard(ctx, row))) reject('import_not_ready')
  })
}

/** Discards what was left lying, and forgets what imports of long ago did. @returns how many. */
export async function discardForgottenImports(ctx: Context): Promise<number> {
  requireRight(ctx, 'run_imports')
  const ids = await selectForgottenImports(ctx.db, FORGOTTEN_DAYS)
  for (const id of ids) {
    await transact(ctx, async (ctx) => {
      const row = await selectImport(ctx.db, id)
      if (row && canDiscard(row)) await discard(ctx, row)
    })
  }
  const old = await selectImportsWithOldBatches(ctx.db, REMEMBERED_DAYS)
  for (const id of old) {
    await deleteImportBatches(ctx.db, id)
    await deleteImportFaults(ctx.db, id)
  }
  return ids.length + old.length
}

async function discard(ctx: Context, { id, kind, status, file_name: file }: ImportRow): Promise<boolean> {
  const moved = await updateImportStatus(ctx.db, id, [status], { status: 'discarded', ...NOTHING_DETECTED })
  if (!moved) return false
  await deleteUpload(ctx, id)
  await deleteImportFaults(ctx.db, id)
  await deleteImportBatches(ctx.db, id)
  await record(ctx, 'import.discarded', { kind: 'import', id }, { register: kind, file })
  return true
}
