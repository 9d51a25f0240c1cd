/**
 * CSV as 1C, Excel and people write it: RFC 4180 with any delimiter, any line end, rows of unequal length and
 * quotes in the middle of a cell left as they are. Written by hand because it must keep up with the database:
 * ten times as fast as csv-parse, which the tests hold it against.
 */
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import type { SheetRow } from '../sheet-row.ts'

export interface CsvDialect {
  delimiter: string
  /** `\r` for files of old Macintosh programs; `\n` covers Windows' `\r\n` too. */
  newline: '\n' | '\r'
  /** Each line is one quoted cell that holds the row: a file that Excel opened with another delimiter and saved. */
  isWrapped?: boolean
}

interface Taken {
  cells: string[]
  /** Where the next row begins. */
  end: number
  flaw?: 'unclosed_quote'
}

/**
 * Rows from pieces of text, which may be cut anywhere.
 * Throws UnreadableFile (`not_a_table`) when a row is longer than any register's.
 */
export function* csvRows(pieces: Iterable<string>, dialect: CsvDialect): Generator<SheetRow> {
  for (const row of rowsIn(pieces, dialect)) yield dialect.isWrapped ? unwrappedRow(row, dialect) : row
}

function unwrappedRow(row: SheetRow, { delimiter, newline }: CsvDialect): SheetRow {
  const [text = '', ...others] = row.cells
  if (others.length > 0 || !text.includes(delimiter)) return row
  const [inner, more] = rowsIn([text], { delimiter, newline })
  return inner && !more ? { ...row, cells: inner.cells, ...(inner.flaw ? { flaw: inner.flaw } : {}) } : row
}

function* rowsIn(pieces: Iterable<string>, dialect: CsvDialect): Generator<SheetRow> {
  let buffer = ''
  let start = 0
  let row = 0
  let width = 0
  for (const [piece, last] of withLast(pieces)) {
    buffer = buffer.slice(start) + piece
    start = 0
    while (start < buffer.length) {
      const taken = takeRow(buffer, start, dialect, { last, width })
      if (!taken) break
      const isEnded = buffer[taken.end - 1] === dialect.newline
      start = taken.end
      row++
      if (!taken.flaw && taken.cells.length > 1) width = taken.cells.length
      yield rowOf(row, taken, isEnded)
    }
    if (buffer.length - start > limits.rowLength) throw new UnreadableFile('not_a_table')
  }
}

function rowOf(row: number, { cells, flaw }: Taken, isEnded: boolean): SheetRow {
  if (flaw) return { row, cells, flaw }
  return isEnded ? { row, cells } : { row, cells, isUnended: true }
}

function* withLast(pieces: Iterable<string>): Generator<[piece: string, last: boolean]> {
  let previous: string | undefined
  for (const piece of pieces) {
    if (previous !== undefined) yield [previous, false]
    previous = piece
  }
  if (previous !== undefined) yield [previous, true]
}

/** The row that begins at `start`; null when the text ends before it does and more may come. */
function takeRow(
  text: string,
  start: number,
  dialect: CsvDialect,
  { last, width }: { last: boolean; width: number },
): Taken | null {
  const newline = text.indexOf(dialect.newline, start)
  if (newline < 0 && !last) return null
  const end = newline < 0 ? text.length : newline
  const line = withoutReturn(text.slice(start, end))
  const next = newline < 0 ? end : newline + 1
  if (!line.includes('"')) return { cells: line.split(dialect.delimiter), end: next }
  const quoted = takeQuotedRow(text, start, dialect, last)
  if (quoted !== 'unclosed') return quoted
  // Nobody doubled the quotes inside: they never reach beyond their own line, or rows would be swallowed.
  const careless = carelessCells(line, dialect.delimiter)
  if (careless && careless.length === width) return { cells: careless, end: next }
  // Nobody can say where the cell was to end: the line is given as it stands and reading goes on after it.
  return { cells: line.split(dialect.delimiter), end: next, flaw: 'unclosed_quote' }
}

/**
 * The cells of a line whose quotes are not doubled: `"ТОО "Қыран"";1`, `"Қыран" ТОО;1`. Null when a cell that a quote
 * opens has an odd number of them, so that its end is missing.
 */
function carelessCells(line: string, delimiter: string): string[] | null {
  const cells: string[] = []
  for (let at = 0; ; ) {
    const end = line[at] === '"' ? carelessEnd(line, at, delimiter) : endOfPlain(line, at, delimiter)
    const cell = line.slice(at, end)
    const quotes = cell.split('"').length - 1
    if (cell.startsWith('"') && quotes % 2 === 1) return null
    const isWrapped = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"')
    cells.push(isWrapped ? unwrapped(cell) : cell)
    if (end >= line.length) return cells
    at = end + 1
  }
}

/** `"a""b"` is `a"b`; where the quotes inside are single ones they stay as they are. */
function unwrapped(cell: string): string {
  const inner = cell.slice(1, -1)
  return /(?<!")"(?!")/.test(inner) ? inner : inner.replaceAll('""', '"')
}

function endOfPlain(line: string, at: number, delimiter: string): number {
  const end = line.indexOf(delimiter, at)
  return end < 0 ? line.length : end
}

/** After the first quote that a delimiter follows; else the cell only begins with a quoted word. */
function carelessEnd(line: string, at: number, delimiter: string): number {
  const closing = line.indexOf(`"${delimiter}`, at + 1)
  const plain = endOfPlain(line, at, delimiter)
  if (closing >= 0 && (line.slice(at, plain).split('"').length - 1) % 2 === 1) return closing + 1
  return closing >= 0 && closing < plain ? closing + 1 : plain
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function takeQuotedRow(
  text: string,
  start: number,
  dialect: CsvDialect,
  last: boolean,
): Taken | null | 'unclosed' {
  const cells: string[] = []
  for (let at = start; ; ) {
    const cell = text[at] === '"' ? takeQuotedCell(text, at, dialect, last) : takePlainCell(text, at, dialect)
    if (cell === null || cell === 'unclosed') return cell
    cells.push(cell.text)
    if (cell.end >= text.length) return last ? { cells, end: text.length } : null
    if (text[cell.end] !== dialect.delimiter) return { cells, end: cell.end + 1 }
    at = cell.end + 1
  }
}

interface Cell {
  text: string
  /** The delimiter or line end that follows, or the end of the text. */
  end: number
}

function takePlainCell(text: string, start: number, { delimiter, newline }: CsvDialect): Cell {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== newline) end++
  const cell = text.slice(start, end)
  return { text: text[end] === delimiter ? cell : withoutReturn(cell), end }
}

function takeQuotedCell(
  text: string,
  start: number,
  dialect: CsvDialect,
  last: boolean,
): Cell | null | 'unclosed' {
  let content = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0 || quote - start > limits.cellLength * 2) {
      return last || text.length - start > limits.cellLength * 2 ? 'unclosed' : null
    }
    // Whether a quote at the end of a piece closes the cell, the next piece tells.
    if (!last && quote + 2 >= text.length) return null
    const end = endAfterQuote(text, quote + 1, dialect)
    if (end !== null) return { text: content + text.slice(from, quote), end }
    // `""` stands for one quote; a lone one inside is somebody's carelessness.
    if (text[quote + 1] !== '"') return 'unclosed'
    content += text.slice(from, quote + 1)
    from = quote + 2
  }
}

/** Where the cell ends when the quote before `at` closes it; null when it does not. */
function endAfterQuote(text: string, at: number, { delimiter, newline }: CsvDialect): number | null {
  if (at >= text.length || text[at] === delimiter || text[at] === newline) return at
  if (text[at] === '\r' && (at + 1 >= text.length || text[at + 1] === newline))
    return Math.min(at + 1, text.length)
  return null
}
