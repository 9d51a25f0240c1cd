import type { Context } from '#app/domain/kernel/context.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deleteImportFaults, insertImportFaults } from '#db/queries/imports/faults.ts'
import { batchesOf } from './batches.server.ts'
import { FaultRows } from './fault-rows.server.ts'
import { openForCheck, textOfLayout } from './layout-memory.server.ts'
import type { ImportLease } from './lease.server.ts'
import { newMerge } from './merging/merges.server.ts'
import type { Register } from './parsing/register.ts'
import { productWordsNow } from './product-words-now.server.ts'
import { readUpload } from './uploads.server.ts'

/**
 * Reads the whole file beside what is here and says what it would do; writes nothing but that. A file that is no
 * such register ends as `failed`, its reasons in `detected`.
 * @throws LeaseLost, Interrupted
 */
export async function checkImport(ctx: Context, lease: ImportLease): Promise<void> {
  const { row } = lease
  const register = await openForCheck(ctx, row, await readUpload(ctx, row.id, row.file_size))
  const counts = { rows_new: 0, rows_changed: 0, rows_same: 0 }
  const faults = new FaultRows(row.id, register)
  const rows = register.ready ? await judge(ctx, lease, register, counts, faults) : 0
  await transact(ctx, async (ctx) => {
    await deleteImportFaults(ctx.db, row.id)
    await insertImportFaults(ctx.db, faults.kept)
    await lease.finish(
      ctx.db,
      {
        ...counts,
        status: register.ready ? 'checked' : 'failed',
        failure: register.ready ? row.failure : (register.fileFaults[0]?.code ?? 'columns_missing'),
        detected: textOfLayout(register),
        rows_done: rows,
        rows_total: rows,
        rows_faulty: faults.rows,
        faults_total: faults.total,
      },
      'checked_at',
    )
  })
}

async function judge(
  ctx: Context,
  lease: ImportLease,
  register: Register,
  counts: { rows_new: number; rows_changed: number; rows_same: number },
  faults: FaultRows,
): Promise<number> {
  const merge = newMerge(lease.row.kind, lease.row.id)
  const products = await productWordsNow(ctx)
  let done = 0
  for await (const { good, faulty, fraction } of batchesOf(register, products)) {
    const result = await merge.mergeBatch(ctx, good, { write: false })
    counts.rows_new += result.added
    counts.rows_changed += result.changed
    counts.rows_same += result.same
    faults.addBatch(faulty, good, result.faults)
    done += good.length + faulty.length
    await lease.report(done, Math.max(done, Math.round(done / Math.max(fraction, 0.001))))
  }
  return done
}
