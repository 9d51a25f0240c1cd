import { CSV_MARK, csvLine, numberCell, textCell } from '#app/domain/exports/csv.ts'
import type { RowFault } from '#app/domain/imports/fault-rows.server.ts'
import type { UnimportedRow } from '#app/domain/imports/faulty-rows.server.ts'
import type { LeftOutKind } from '#app/domain/imports/parsing/records.ts'

export interface FaultFile {
  /** The titles of the imported file's own columns. */
  titles: readonly string[]
  rows: Iterable<UnimportedRow> | AsyncIterable<UnimportedRow>
  /** What the three added columns are called. */
  words: { row: string; column: string; reason: string }
  /** A fault in the reader's language. */
  say(fault: RowFault): string
  /** Why a row without faults is left out. */
  sayLeftOut(kind: LeftOutKind): string
}

/**
 * The file of rows that do not come in, which a person downloads, corrects and imports again, in pieces of one line each: three
 * columns in front say where each row was and why it was refused; the importer leaves them alone.
 */
export async function* faultFile({
  titles,
  rows,
  words,
  say,
  sayLeftOut,
}: FaultFile): AsyncGenerator<string> {
  const added = [words.row, words.column, words.reason]
  yield CSV_MARK + csvLine([...added, ...titles].map(textCell))
  for await (const { row, cells, faults, leftOut } of rows) {
    const columns = [...new Set(faults.flatMap(({ columnName }) => columnName ?? []))].join(', ')
    const reasons = leftOut ? sayLeftOut(leftOut) : faults.map(say).join('; ')
    yield csvLine([String(row), textCell(columns), textCell(reasons), ...cells.map(numberCell)])
  }
}
