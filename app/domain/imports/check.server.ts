import type { Context } from '#app/domain/kernel/context.ts'
import { batchesOf } from './batches.server.ts'
import { choicesIn } from './choices.ts'
import { FaultWriter } from './fault-rows.server.ts'
import { type Detected, detectedBy, openForCheck, sealedDetected } from './layout-memory.server.ts'
import type { ImportLease } from './lease.server.ts'
import { newMerge } from './merging/merges.server.ts'
import { OutcomeWriter } from './outcome-store.server.ts'
import type { LeftOutRow } from './parsing/records.ts'
import type { Register } from './parsing/register.ts'
import { productWordsNow } from './product-words-now.server.ts'
import { SAMPLE_ROWS, sampleRow } from './sample.ts'
import { sortOutFaults } from './sorted-rows.ts'
import { readUpload } from './uploads.server.ts'

type Found = Pick<Detected, 'records' | 'leftOut' | 'answers' | 'used'>
interface Counts {
  rows_new: number
  rows_changed: number
  rows_same: number
  rows_left_out: number
}

/**
 * Reads the whole file beside what is here and says what it would do; writes nothing but that. A file that is no
 * such register, or that leaves a question open, ends as `failed`, its reasons in `detected`.
 * @throws LeaseLost, Interrupted
 */
export async function checkImport(ctx: Context, lease: ImportLease): Promise<void> {
  const { row } = lease
  const bytes = await readUpload(ctx, row.id, row.file_size)
  const { register, answers } = await lease.keep(openForCheck(ctx, row, bytes))
  const counts: Counts = { rows_new: 0, rows_changed: 0, rows_same: 0, rows_left_out: 0 }
  const found: Found = { records: [], leftOut: {}, answers, used: [] }
  const faults = new FaultWriter(row.id, register)
  const writer = new OutcomeWriter(row.id)
  await writer.begin(ctx)
  await faults.begin(ctx)
  const rows = register.ready ? await checkRows(ctx, { lease, register, counts, found, faults, writer }) : 0
  const detected = detectedBy(register, { ...found, faultTotals: faults.totals })
  const end = {
    ...counts,
    status: register.ready ? ('checked' as const) : ('failed' as const),
    failure: register.ready ? row.failure : failureOf(register),
    ...(await sealedDetected(ctx, row.id, detected)),
    rows_done: rows,
    rows_total: rows,
    rows_faulty: faults.rows,
    faults_total: faults.total,
  }
  await lease.finish(ctx.db, end, 'checked_at')
}

function failureOf({ fileFaults, missing }: Register): string {
  return fileFaults[0]?.code ?? (missing.length > 0 ? 'columns_missing' : 'questions_open')
}

interface Check {
  lease: ImportLease
  register: Register
  counts: Counts
  found: Found
  faults: FaultWriter
  writer: OutcomeWriter
}

async function checkRows(
  ctx: Context,
  { lease, register, counts, found, faults, writer }: Check,
): Promise<number> {
  const { row } = lease
  const { leaveOut } = choicesIn(row)
  const merge = newMerge(row.kind, row.id, found.answers)
  const products = await productWordsNow(ctx)
  let done = 0
  for await (const { good, faulty, leftOut, fraction } of batchesOf(register, products)) {
    const result = await merge.mergeBatch(ctx, good, { write: false })
    const sorted = sortOutFaults(result.faults, good, leaveOut.faults)
    const out = [...leftOut, ...sorted.leftOut]
    counts.rows_new += result.added
    counts.rows_changed += result.changed
    counts.rows_same += result.same
    counts.rows_left_out += out.length
    countKinds(found.leftOut, out)
    if (found.records.length < SAMPLE_ROWS) {
      const more = good.slice(0, SAMPLE_ROWS - found.records.length)
      found.records.push(...more.map((each) => sampleRow(row.kind, each)))
    }
    await writer.write(ctx, { outcomes: result.outcomes, leftOut: faults.withoutSecrets(out) })
    await faults.write(ctx, faulty, good, sorted.faults)
    done += good.length + faulty.length + leftOut.length
    await lease.report(done, Math.max(done, Math.round(done / Math.max(fraction, 0.001))))
  }
  await writer.end(ctx)
  await faults.end(ctx)
  return counts.rows_new + counts.rows_changed + counts.rows_same + faults.rows
}

function countKinds(counts: Found['leftOut'], rows: readonly LeftOutRow[]): void {
  for (const { leftOut } of rows) counts[leftOut] = (counts[leftOut] ?? 0) + 1
}
