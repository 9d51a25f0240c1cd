import type { Context } from '#app/domain/kernel/context.ts'
import {
  deleteImportBatches,
  selectImportBatch,
  selectImportBatchCounts,
  upsertImportBatch,
} from '#db/queries/imports/batches.ts'
import type { Outcome, RowOutcome } from './merging/outcome.ts'
import type { LeftOutRow } from './parsing/records.ts'
import { openJson, sealJson } from './sealed-json.server.ts'

/** Rows of one batch of a register: what becomes of each. */
export interface StoredBatch {
  outcomes: RowOutcome[]
  leftOut: LeftOutRow[]
}

type ListedOutcome = Outcome | 'left_out'

/** Rows of one record of the store: few enough for a page that shows fifty of them. */
const ROWS_A_RECORD = 4_000

/**
 * Keeps what an import does. The check writes every record; the import itself, which does the same once more, only
 * writes again those with changed rows, whose earlier values it alone has read under a lock.
 */
export class OutcomeWriter {
  #position = 0
  #pending: StoredBatch = { outcomes: [], leftOut: [] }
  #isKept = false

  constructor(private readonly importId: number) {}

  /** For a check: in place of what an earlier one kept. */
  async begin(ctx: Context): Promise<void> {
    await deleteImportBatches(ctx.db, this.importId)
  }

  /** For an import: beside what its check kept, unless an earlier release checked it. */
  async beginAgain(ctx: Context, row: Parameters<typeof isRecorded>[1]): Promise<void> {
    this.#isKept = await isRecorded(ctx, row)
    if (!this.#isKept) await this.begin(ctx)
  }

  async write(ctx: Context, { outcomes, leftOut }: StoredBatch): Promise<void> {
    this.#pending.outcomes.push(...outcomes)
    this.#pending.leftOut.push(...leftOut)
    if (this.#pending.outcomes.length + this.#pending.leftOut.length >= ROWS_A_RECORD) await this.end(ctx)
  }

  /** What is left, after the last batch. */
  async end(ctx: Context): Promise<void> {
    const { outcomes, leftOut } = this.#pending
    this.#pending = { outcomes: [], leftOut: [] }
    if (outcomes.length + leftOut.length === 0) return
    const position = this.#position++
    const count = (wanted: Outcome) => outcomes.filter(({ outcome }) => outcome === wanted).length
    const changed = count('changed')
    if (this.#isKept && changed === 0) return
    await upsertImportBatch(ctx.db, {
      import_id: this.importId,
      position,
      rows_new: count('new'),
      rows_changed: changed,
      rows_same: count('same'),
      rows_left_out: leftOut.length,
      ...(await sealJson(ctx, { outcomes, leftOut }, placeOf(this.importId, position))),
    })
  }
}

/** All batches of an import in the file's order; none for one that was discarded. */
export async function* readOutcomes(ctx: Context, importId: number): AsyncGenerator<StoredBatch> {
  for (let position = 0; ; position++) {
    const batch = await readBatch(ctx, importId, position)
    if (!batch) return
    yield batch
  }
}

/** Some rows of one outcome: `skip` of them come before. Opens only the batches that have them. */
export async function readOutcomePage(
  ctx: Context,
  importId: number,
  outcome: ListedOutcome,
  { skip, limit }: { skip: number; limit: number },
): Promise<StoredBatch> {
  const page: StoredBatch = { outcomes: [], leftOut: [] }
  let before = 0
  for (const counts of await selectImportBatchCounts(ctx.db, importId)) {
    const here = counts[`rows_${outcome}`]
    const found = page.outcomes.length + page.leftOut.length
    if (found >= limit) break
    if (here > 0 && before + here > skip) {
      const batch = await readBatch(ctx, importId, counts.position)
      const range = [Math.max(0, skip - before), Math.max(0, skip - before) + limit - found] as const
      if (outcome === 'left_out') page.leftOut.push(...(batch?.leftOut ?? []).slice(...range))
      else
        page.outcomes.push(
          ...(batch?.outcomes ?? []).filter((row) => row.outcome === outcome).slice(...range),
        )
    }
    before += here
  }
  return page
}

async function readBatch(ctx: Context, importId: number, position: number): Promise<StoredBatch | undefined> {
  const row = await selectImportBatch(ctx.db, importId, position)
  return row && openJson<StoredBatch>(ctx, row, placeOf(importId, position))
}

function placeOf(importId: number, position: number): string {
  return `import:${importId}:outcome:${position}`
}

/** An import of an earlier release, or one long past, has no record of what it did: it cannot be taken back. */
export async function isRecorded(
  ctx: Context,
  { id, rows_new, rows_changed }: { id: number; rows_new: number; rows_changed: number },
): Promise<boolean> {
  const counts = await selectImportBatchCounts(ctx.db, id)
  const recorded = counts.reduce((all, batch) => all + batch.rows_new + batch.rows_changed, 0)
  return recorded === rows_new + rows_changed && recorded > 0
}
