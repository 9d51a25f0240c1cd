/** How the rows of one register meet what is here. Each kind has a file of its own beside this one. */
import type { Context } from '#app/domain/kernel/context.ts'
import type { RegisterKind } from '../parsing/kinds.ts'
import type { GoodRow } from '../parsing/records.ts'

/** What the database has against a good row: named like the parser's faults, `imports:faults.<code>`. */
export interface MergeFault {
  row: number
  field: string
  code: 'company_not_found' | 'belongs_to_other_company'
  params: Record<string, string | number>
}

/** What a batch of rows would do. */
export interface BatchResult {
  added: number
  changed: number
  same: number
  faults: MergeFault[]
}

export interface MergeOptions {
  /** False: only say what it would do. */
  write: boolean
}

/** One import's way through the rows, batch after batch; made anew for each try of a transaction. */
export interface Merge<Kind extends RegisterKind> {
  /**
   * Compares a batch with what is here and, when `write`, brings it in (the rows it changes are locked first).
   * A batch with faults is not to be written: the caller rolls back.
   */
  mergeBatch(ctx: Context, rows: readonly GoodRow<Kind>[], options: MergeOptions): Promise<BatchResult>
  /** Once, after the last batch that was written. */
  finish(ctx: Context): Promise<void>
}

export function emptyBatchResult(): BatchResult {
  return { added: 0, changed: 0, same: 0, faults: [] }
}
