import { noWidth, withoutNoWidth } from './no-width.ts'

/** One row of a file before anybody knows what its cells mean. */
export interface SheetRow {
  /** Counted from 1 as a spreadsheet counts, blank rows included. */
  row: number
  cells: string[]
  /** Cells of a workbook that are more than their text, by index. */
  marks?: ReadonlyMap<number, CellMark>
  flaw?: 'unclosed_quote'
  /** The workbook hides it. */
  isHidden?: true
  /** The last row of a text file that does not end in a line end: it may have been cut. */
  isUnended?: true
}

/** `formula`: the text is what Excel last worked out. `error`: `#N/A` and its kin. */
export type CellMark = 'formula' | 'error'

/**
 * A cell's text as a person meant it: without the spaces of any kind around it, without marks of no width, and
 * without what Excel's users put in front to keep a number whole (`'0406`, `="0406"`).
 */
export function cleanCell(raw: string): string {
  let text = raw.trim()
  if (!/^['=]/.test(text) && !noWidth.test(text)) return text
  text = withoutNoWidth(text).trim()
  if (text.startsWith("'")) text = text.slice(1).trim()
  if (text.startsWith('="') && text.length > 2 && text.endsWith('"')) {
    const inner = text.slice(2, -1)
    if (!inner.includes('"')) return inner.trim()
  }
  return text
}

/** The end-of-file mark of DOS programs counts as nothing. */
export function isBlank(row: SheetRow): boolean {
  return row.cells.every((cell) => cell.trim() === '' || cell.trim() === '\u001A')
}
