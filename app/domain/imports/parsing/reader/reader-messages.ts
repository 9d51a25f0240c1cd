/** What the process that reads a file and the one that asked for it say to each other. */
import type { Named } from '#app/domain/products/synonyms.ts'
import type { FaultyRow, LeftOutRow, ParsedRow, Records } from '../records.ts'
import type { Layout, RegisterOptions } from '../register.ts'

/** The file's bytes follow on the standard input. `small`: a client's own list is wanted, and nothing else of it. */
export interface ReadingOrder {
  size: number
  options: RegisterOptions
  small?: SmallOrder
}

/** What the columns of a small list may be called: beginnings of titles in small letters, by field. */
export interface SmallOrder<Field extends string = string> {
  words: Record<Field, readonly string[]>
  needed: Field
  maxRows: number
}

export interface SmallTable<Field extends string> {
  /** How the file itself calls the columns that it has. */
  titles: Partial<Record<Field, string>>
  rows: { row: number; values: Partial<Record<Field, string>> }[]
}

/** Why there is none: no row names the column that is needed, there are too many rows, or nothing can be read. */
export type NoSmallTable = 'header' | 'too_many' | 'unreadable'

/** After its layout: what its products may be called. */
export interface RowsOrder {
  products: readonly Named[]
}

/** A good row; its cells come beside it, since few are ever asked for. */
interface SentGoodRow {
  row: number
  record: Records[keyof Records]
}

type SentRow = SentGoodRow | FaultyRow | LeftOutRow

/** UTF-8: objects that are cloned one by one take twice as long. */
export interface PackedRows {
  rows: Uint8Array
  /** Of each good row, a line for each. */
  cells: Uint8Array
}

/** Control characters, which no cell needs. */
const BETWEEN_CELLS = '\u001F'
const BETWEEN_ROWS = '\u001E'

export function packRows(rows: readonly ParsedRow[]): PackedRows {
  const cells: string[][] = []
  const sent = rows.map((row): SentRow => {
    if (!('record' in row)) return row
    cells.push(row.cells())
    return { row: row.row, record: row.record }
  })
  return { rows: Buffer.from(JSON.stringify(sent)), cells: Buffer.from(packCells(cells)) }
}

function packCells(rows: string[][]): string {
  const text = rows.map((cells) => cells.join('')).join('')
  const isPlain = !text.includes(BETWEEN_CELLS) && !text.includes(BETWEEN_ROWS)
  const plain = isPlain ? rows : rows.map((cells) => cells.map(withoutBetweens))
  return plain.map((cells) => cells.join(BETWEEN_CELLS)).join(BETWEEN_ROWS)
}

function withoutBetweens(cell: string): string {
  return cell.replaceAll(BETWEEN_CELLS, ' ').replaceAll(BETWEEN_ROWS, ' ')
}

export function unpackRows({ rows, cells }: PackedRows): ParsedRow[] {
  let lines: string[] | undefined
  let good = 0
  return (JSON.parse(textOf(rows)) as SentRow[]).map((sent) => {
    if (!('record' in sent)) return sent
    const { row, record } = sent
    const line = good++
    // The one field that is no text, number or list.
    if ('occurredAt' in record) record.occurredAt = new Date(record.occurredAt)
    const cellsOf = () => {
      lines ??= textOf(cells).split(BETWEEN_ROWS)
      return lines[line]?.split(BETWEEN_CELLS) ?? []
    }
    return { row, record, cells: cellsOf }
  })
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()
}

export type ReadingAnswer =
  | { layout: Layout }
  | { small: SmallTable<string> | NoSmallTable }
  | { rows: PackedRows; fraction: number }
  | { end: true }
  | { error: string }

/** The reading process sends no more rows before it is asked to. */
export interface MoreRows {
  more: true
}

/** An answer out of turn, or why the process failed. */
export function unexpected(answer: ReadingAnswer): Error {
  return new Error(`The reading process failed: ${'error' in answer ? answer.error : Object.keys(answer)}`)
}
