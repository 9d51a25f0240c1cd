import { accountOf } from '#app/domain/accounts/users.server.ts'
import type { Actor, Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import type { ImportRow } from '#db/queries/imports/imports.ts'
import { record } from '../audit/audit.server.ts'
import { batchesOf } from './batches.server.ts'
import { CHECK_AGAIN } from './imports.server.ts'
import { openAsChecked, rememberMapping, withoutSample } from './layout-memory.server.ts'
import type { ImportLease } from './lease.server.ts'
import { newMerge } from './merging/merges.server.ts'
import { productWordsNow } from './product-words-now.server.ts'
import { deleteUpload, readUpload } from './uploads.server.ts'

/** What is here is no longer what the check saw: nobody agreed to what would happen now. */
class ChangedSinceCheck extends Error {}

/**
 * Brings a checked register in, in one transaction: all rows, the totals, the status, the one audit row and the end
 * of the file commit together or not at all. When it would now do anything else than what was shown, nothing is
 * written and the file is checked again. When whoever asked for it may no longer do so, it waits for somebody who may.
 * @throws LeaseLost, Interrupted
 */
export async function applyImport(ctx: Context, lease: ImportLease): Promise<void> {
  const actor = await committerOf(ctx, lease.row)
  if (!may(actor, 'run_imports')) {
    await lease.finish(ctx.db, { status: 'checked', failure: 'committer_not_allowed' })
    return
  }
  const bytes = await readUpload(ctx, lease.row.id, lease.row.file_size)
  const committer = { ...ctx, actor }
  try {
    await transact(committer, (ctx) => write(ctx, lease, bytes))
  } catch (error) {
    if (!(error instanceof ChangedSinceCheck) && !isDuplicateKey(error)) throw error
    await lease.finish(ctx.db, { ...CHECK_AGAIN, failure: 'changed_since_check' })
  }
}

async function write(ctx: Context, lease: ImportLease, bytes: Uint8Array): Promise<void> {
  const { row } = lease
  const merge = newMerge(row.kind, row.id)
  const counts = { added: 0, changed: 0, same: 0 }
  const register = await openAsChecked(row, bytes)
  for await (const { good, faulty } of batchesOf(register, await productWordsNow(ctx))) {
    const result = await merge.mergeBatch(ctx, good, { write: true })
    if (faulty.length + result.faults.length > 0) throw new ChangedSinceCheck()
    counts.added += result.added
    counts.changed += result.changed
    counts.same += result.same
    await lease.report(counts.added + counts.changed + counts.same, row.rows_total)
  }
  if (!isAsShown(row, counts)) throw new ChangedSinceCheck()
  await merge.finish(ctx)
  await rememberMapping(ctx, row)
  await deleteUpload(ctx, row.id)
  const data = { register: row.kind, file: row.file_name, ...counts }
  await record(ctx, 'import.committed', { kind: 'import', id: row.id }, data)
  const end = { status: 'committed' as const, rows_done: row.rows_total, detected: withoutSample(row) }
  await lease.finish(ctx.db, end, 'committed_at')
}

function isAsShown(
  row: ImportRow,
  { added, changed, same }: Record<'added' | 'changed' | 'same', number>,
): boolean {
  return row.rows_new === added && row.rows_changed === changed && row.rows_same === same
}

/** The log names who decided, with the role of now, not the worker who carried it out; the system decided for itself. */
async function committerOf(ctx: Context, row: ImportRow): Promise<Actor> {
  if (row.committed_by === null) return ctx.actor
  const user = await accountOf(ctx.db, row.committed_by)
  if (!user?.staff_role || user.disabled_at) return { kind: 'guest' }
  return { kind: 'staff', userId: user.id, email: user.email, role: user.staff_role }
}
