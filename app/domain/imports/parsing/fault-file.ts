/**
 * The file of faulty rows that a person downloads, corrects and imports again: three columns in front say where
 * each row was and why it was refused; the importer leaves them alone. Secret cells arrive here already empty.
 */
import { CSV_MARK, csvLine, numberCell, textCell } from '#app/domain/exports/csv.ts'
import type { CellFault } from './faults.ts'

export interface FaultFile {
  /** The titles of the imported file's own columns. */
  titles: readonly string[]
  rows: Iterable<FaultFileRow> | AsyncIterable<FaultFileRow>
  /** What the three added columns are called. */
  words: { row: string; column: string; reason: string }
  /** A fault in the reader's language. */
  say(fault: Pick<CellFault, 'code' | 'params' | 'field'>): string
}

export interface FaultFileRow {
  row: number
  cells: readonly string[]
  faults: readonly Pick<CellFault, 'code' | 'params' | 'field' | 'columnName'>[]
}

/** The file in pieces, one line each. */
export async function* faultFile({ titles, rows, words, say }: FaultFile): AsyncGenerator<string> {
  const added = [words.row, words.column, words.reason]
  yield CSV_MARK + csvLine([...added, ...titles].map(textCell))
  for await (const { row, cells, faults } of rows) {
    const columns = [...new Set(faults.flatMap(({ columnName }) => columnName ?? []))].join(', ')
    const reasons = faults.map(say).join('; ')
    yield csvLine([String(row), textCell(columns), textCell(reasons), ...cells.map(numberCell)])
  }
}
