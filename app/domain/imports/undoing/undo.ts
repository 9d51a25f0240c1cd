/** How what an import did is taken back. Each kind has a file of its own beside this one. */
import type { Context } from '#app/domain/kernel/context.ts'
import { isEqual } from '../merging/merge.ts'
import type { RowOutcome, Shown } from '../merging/outcome.ts'

/** A row that cannot be taken back: what it brought was used or changed since. */
export interface UsedRow {
  row: number
  key: string
}

export interface Undo {
  /** A batch with used rows is not to be written: the caller rolls back. */
  takeBack(ctx: Context, outcomes: readonly RowOutcome[]): Promise<UsedRow[]>
  /** Once, after the last batch. */
  finish(ctx: Context): Promise<void>
}

interface Sorted<Row> {
  used: UsedRow[]
  /** New ones, to be deleted. */
  removed: Row[]
  /** Changed ones, with what was stored before the import. */
  restored: { before: Row; earlier: object }[]
}

/** Sorts what an import brought: only what is still as it left it, and that nobody used, can be taken back. */
export function sortOut<Row>(
  outcomes: readonly RowOutcome[],
  findHere: (outcome: RowOutcome) => Row | undefined,
  shownOf: (row: Row) => Shown,
  isUsed: (row: Row, outcome: RowOutcome) => boolean,
): Sorted<Row> {
  const sorted: Sorted<Row> = { used: [], removed: [], restored: [] }
  for (const outcome of outcomes) {
    if (outcome.outcome === 'same') continue
    const here = findHere(outcome)
    if (here === undefined || !isEqual(shownOf(here), outcome.after) || isUsed(here, outcome)) {
      sorted.used.push({ row: outcome.row, key: outcome.key })
    } else if (outcome.outcome === 'new') sorted.removed.push(here)
    else sorted.restored.push({ before: here, earlier: outcome.earlier ?? {} })
  }
  return sorted
}
