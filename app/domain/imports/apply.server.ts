import { record } from '#app/domain/audit/audit.server.ts'
import { queueImportWebhooks } from '#app/domain/events/webhook-outbox.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import type { ImportRow } from '#db/queries/imports/imports.ts'
import { actorWhoAsked } from './asked-by.server.ts'
import { batchesOf } from './batches.server.ts'
import { choicesIn } from './choices.ts'
import { CHECK_AGAIN } from './imports.server.ts'
import { detectedIn, openAsChecked, rememberProfile, withoutSample } from './layout-memory.server.ts'
import type { ImportLease } from './lease.server.ts'
import { newMerge } from './merging/merges.server.ts'
import { OutcomeWriter } from './outcome-store.server.ts'
import type { Register } from './parsing/register.ts'
import { productWordsNow } from './product-words-now.server.ts'
import { openCells, secretColumns } from './secret-columns.ts'
import { sortOutFaults } from './sorted-rows.ts'
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
  const actor = await actorWhoAsked(ctx, lease.row.committed_by)
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
  const counts = await bringIn(ctx, lease, await openAsChecked(ctx, row, bytes))
  if (!isAsShown(row, counts)) throw new ChangedSinceCheck()
  await rememberProfile(ctx, row)
  await deleteUpload(ctx, row.id)
  const { added, changed, same } = counts
  const data = { register: row.kind, file: row.file_name, added, changed, same }
  await record(ctx, 'import.committed', { kind: 'import', id: row.id }, data)
  await queueImportWebhooks(ctx, { id: row.id, register: row.kind, added, changed, same })
  const end = {
    status: 'committed' as const,
    rows_done: row.rows_total,
    ...(await withoutSample(ctx, row)),
  }
  await lease.finish(ctx.db, end, 'committed_at')
}

interface Counts {
  added: number
  changed: number
  same: number
  faulty: number
}

async function bringIn(ctx: Context, lease: ImportLease, register: Register): Promise<Counts> {
  const { row } = lease
  const choices = choicesIn(row)
  const answers = detectedIn(ctx, row)?.answers ?? choices.answers
  const { leaveOut } = choices
  const merge = newMerge(row.kind, row.id, answers)
  const writer = new OutcomeWriter(row.id)
  const isSecret = secretColumns(register)
  const counts: Counts = { added: 0, changed: 0, same: 0, faulty: 0 }
  let done = 0
  await writer.beginAgain(ctx, row)
  for await (const { good, faulty, leftOut } of batchesOf(register, await productWordsNow(ctx))) {
    const result = await merge.mergeBatch(ctx, good, { write: true })
    const sorted = sortOutFaults(result.faults, good, leaveOut.faults)
    counts.faulty += faulty.length + new Set(sorted.faults.map((fault) => fault.row)).size
    if (counts.faulty > 0 && row.good_only !== 1) throw new ChangedSinceCheck()
    counts.added += result.added
    counts.changed += result.changed
    counts.same += result.same
    const out = [...leftOut, ...sorted.leftOut].map((each) => ({
      ...each,
      cells: openCells(isSecret, each.cells),
    }))
    await writer.write(ctx, { outcomes: result.outcomes, leftOut: out })
    done += good.length + faulty.length + leftOut.length
    await lease.report(done, row.rows_total)
  }
  await writer.end(ctx)
  await merge.finish(ctx)
  return counts
}

function isAsShown(row: ImportRow, { added, changed, same, faulty }: Counts): boolean {
  return (
    row.rows_new === added &&
    row.rows_changed === changed &&
    row.rows_same === same &&
    row.rows_faulty === faulty
  )
}
