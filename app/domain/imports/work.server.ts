import { setTimeout as sleep } from 'node:timers/promises'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isTransientFailure } from '#db/connection/client.server.ts'
import { type ImportRow, selectImport } from '#db/queries/imports/imports.ts'
import { applyImport } from './apply.server.ts'
import { checkImport } from './check.server.ts'
import { isUnderway } from './imports.ts'
import { ImportLease, Interrupted, LeaseLost } from './lease.server.ts'
import { undoImport } from './undo.server.ts'

/** A file that killed so many workers is given up. */
const MAX_ATTEMPTS = 5
const LOOK_AGAIN_MS = 250
const NEVER_ABORTED = new AbortController().signal

/**
 * The worker's part: checks or brings in the oldest import that waits. Any number of workers may ask; each import is
 * leased to one, and what a dead one left is begun anew.
 * @returns true when there was one. @throws what made it fail, after the import says so
 */
export async function workOnNextImport(ctx: Context, signal: AbortSignal): Promise<boolean> {
  requireRight(ctx, 'run_imports')
  const lease = await ImportLease.claim(ctx.db, signal)
  if (!lease) return false
  await carryOut(ctx, lease)
  return true
}

/** For the operator's command: does it here and now, or waits for the worker that was quicker. */
export async function workOnImport(ctx: Context, id: number, signal = NEVER_ABORTED): Promise<ImportRow> {
  requireRight(ctx, 'run_imports')
  for (;;) {
    const row = (await selectImport(ctx.db, id)) ?? reject('import_not_found')
    if (!isUnderway(row) || signal.aborted) return row
    const lease = await ImportLease.claim(ctx.db, signal, row)
    if (lease) await carryOut(ctx, lease)
    else await sleep(LOOK_AGAIN_MS)
  }
}

async function carryOut(ctx: Context, lease: ImportLease): Promise<void> {
  try {
    if (lease.row.attempts > MAX_ATTEMPTS) await giveUp(ctx, lease)
    else if (lease.row.status === 'committing') await applyImport(ctx, lease)
    else if (lease.row.status === 'undoing') await undoImport(ctx, lease)
    else await checkImport(ctx, lease)
  } catch (error) {
    if (error instanceof LeaseLost) return
    if (error instanceof Interrupted) return lease.release()
    if (isTransient(error)) await lease.release()
    else await giveUp(ctx, lease).catch(ignoreLostLease)
    throw error
  }
}

/** A transient failure of the database or a full queue, not the file's fault: the next try may succeed. */
function isTransient(error: unknown): boolean {
  return isTransientFailure(error) || error instanceof DomainError
}

function giveUp(ctx: Context, lease: ImportLease): Promise<void> {
  const { id, kind, file_name: file, status } = lease.row
  return transact(ctx, async (ctx) => {
    // What could not be taken back is still here.
    const after = status === 'undoing' ? 'committed' : 'failed'
    await lease.finish(ctx.db, { status: after, failure: 'unexpected' })
    await record(ctx, 'import.failed', { kind: 'import', id }, { register: kind, file })
  })
}

function ignoreLostLease(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error
}
