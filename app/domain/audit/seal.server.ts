import { createHash } from 'node:crypto'
import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  insertBatch,
  type SealedRow,
  selectBatchBehind,
  selectChain,
  selectChainHead,
  selectRowsOfBatch,
  selectUnsealedRows,
} from '#db/queries/audit/batches.ts'

const BATCH = 1_000
const GENESIS = Buffer.alloc(32)

/**
 * Seals what the log got since the last time: each batch holds the hash of its rows and of the batch before it, so that
 * a changed, missing or slipped-in row breaks the chain from there on. Writers never wait for it. A row whose
 * transaction ended late goes into a later batch; membership, not the order of ids, says what a batch covers.
 * @returns how many rows were sealed.
 */
export async function sealAuditLog(ctx: Context): Promise<number> {
  let sealed = 0
  // Mostly there is nothing: seen without a transaction.
  while ((await selectUnsealedRows(ctx.db, 1)).length > 0) {
    const rows = await transact(ctx, async ({ db }) => {
      // The head first: rows that another worker seals after it was read belong to a batch that is refused here.
      const previous = (await selectChainHead(db)) ?? GENESIS
      const unsealed = await selectUnsealedRows(db, BATCH)
      if (unsealed.length === 0) return 0
      const batch = { rowIds: unsealed.map(({ id }) => id), previous, hash: hashOf(previous, unsealed) }
      return (await insertBatch(db, batch)) ? unsealed.length : 0
    })
    sealed += rows
    if (rows < BATCH) break
  }
  return sealed
}

export interface AuditVerification {
  intact: boolean
  batches: number
  entries: number
  /** Rows that the worker has not sealed yet. */
  unsealed: number
  /** The end of the chain, hexadecimal: kept elsewhere, it proves that nothing was cut off. */
  head: string
  faults: AuditFault[]
}

/** What does not fit; the words are `commands:audit.faults.<code>`. */
export type AuditFault =
  | { code: 'entries_differ'; batch: number; sealed: number; found: number }
  | { code: 'entries_changed'; batch: number; first: number; last: number }
  | { code: 'batches_outside' | 'entries_orphaned'; count: number }
  | { code: 'end_missing' }

/** Walks the whole chain and computes every hash anew. */
export async function verifyAuditLog(ctx: Context): Promise<AuditVerification> {
  requireRight(ctx, 'see_audit')
  const faults: AuditFault[] = []
  let previous: Buffer = GENESIS
  let batches = 0
  let entries = 0
  const { head = GENESIS, ...counts } = await selectChain(ctx.db)
  // By number too: a chain that was bent into a ring has no end.
  while (!previous.equals(head) && batches < counts.batches) {
    const batch = await selectBatchBehind(ctx.db, previous)
    if (!batch) break
    const rows = await selectRowsOfBatch(ctx.db, batch.id)
    if (rows.length !== batch.entries)
      faults.push({ code: 'entries_differ', batch: batch.id, sealed: batch.entries, found: rows.length })
    if (!hashOf(previous, rows).equals(batch.hash)) {
      const { id, first_id: first, last_id: last } = batch
      faults.push({ code: 'entries_changed', batch: id, first, last })
    }
    batches += 1
    entries += rows.length
    previous = batch.hash
  }
  const outside = counts.batches - batches
  if (outside !== 0) faults.push({ code: 'batches_outside', count: outside })
  if (counts.orphaned > 0) faults.push({ code: 'entries_orphaned', count: counts.orphaned })
  if (!head.equals(previous)) faults.push({ code: 'end_missing' })
  return {
    intact: faults.length === 0,
    batches,
    entries,
    unsealed: counts.unsealed,
    head: head.toString('hex'),
    faults,
  }
}

/** Each row as the JSON of its values in a fixed order: no two rows look the same, whatever their texts hold. */
function hashOf(previous: Buffer, rows: SealedRow[]): Buffer {
  const hash = createHash('sha256').update(previous)
  for (const r of rows) {
    const actor = [r.actor_kind, r.actor_id, r.actor_label]
    const subject = [r.company_id, r.subject_kind, r.subject_id]
    hash.update(
      `${JSON.stringify([r.id, r.at, r.action, ...actor, ...subject, r.ip, r.request_id, r.data])}\n`,
    )
  }
  return hash.digest()
}
