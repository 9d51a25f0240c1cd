import { record } from '#app/domain/audit/audit.server.ts'
import { entryOf } from '#app/domain/audit/subjects.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deleteImportBatches } from '#db/queries/imports/batches.ts'
import { actorWhoAsked } from './asked-by.server.ts'
import { detectedIn, sealedDetected } from './layout-memory.server.ts'
import type { ImportLease } from './lease.server.ts'
import { readOutcomes } from './outcome-store.server.ts'
import type { UsedRow } from './undoing/undo.ts'
import { newUndo } from './undoing/undos.server.ts'

/** Named for a person; the rest is only counted. */
const NAMED = 50

/** Something that the import brought was used since: nothing is taken back. */
class UsedSince extends Error {
  constructor(readonly rows: readonly UsedRow[]) {
    super('the import was used')
  }
}

/**
 * Takes a committed import back in one transaction: what was new is deleted, what was changed gets its earlier values.
 * Where something was used or changed since, nothing is done and the import says what.
 * @throws LeaseLost, Interrupted
 */
export async function undoImport(ctx: Context, lease: ImportLease): Promise<void> {
  const actor = await actorWhoAsked(ctx, lease.row.undone_by)
  if (!may(actor, 'run_imports')) {
    await lease.finish(ctx.db, { status: 'committed', failure: 'committer_not_allowed' })
    return
  }
  try {
    await transact({ ...ctx, actor }, (ctx) => takeBack(ctx, lease))
  } catch (error) {
    if (!(error instanceof UsedSince)) throw error
    const seen = detectedIn(ctx, lease.row)
    const detected = seen ? await sealedDetected(ctx, lease.row.id, { ...seen, used: error.rows }) : {}
    await lease.finish(ctx.db, { status: 'committed', failure: 'used_since', ...detected })
  }
}

async function takeBack(ctx: Context, lease: ImportLease): Promise<void> {
  const { row } = lease
  const since = await entryOf(ctx, 'import.committed', { kind: 'import', id: row.id })
  const undo = newUndo(row.kind, row.id, since)
  const used: UsedRow[] = []
  let done = 0
  for await (const { outcomes } of readOutcomes(ctx, row.id)) {
    used.push(...(await undo.takeBack(ctx, outcomes)).slice(0, NAMED - used.length))
    if (used.length >= NAMED) break
    done += outcomes.length
    await lease.report(done, row.rows_total)
  }
  if (used.length > 0) throw new UsedSince(used)
  await undo.finish(ctx)
  await deleteImportBatches(ctx.db, row.id)
  const data = { register: row.kind, file: row.file_name, added: row.rows_new, changed: row.rows_changed }
  await record(ctx, 'import.undone', { kind: 'import', id: row.id }, data)
  await lease.finish(ctx.db, { status: 'undone', failure: null }, 'undone_at')
}
