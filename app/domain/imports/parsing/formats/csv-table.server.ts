/** A text file as a table. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import { decodeText, detectEncoding } from '../encoding.server.ts'
import type { Encoding, EncodingGuess } from '../encodings.ts'
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import { isBlank, type SheetRow } from '../sheet-row.ts'
import type { Table } from '../table.ts'
import { detectDialect, headRows, separatorHint } from './csv-dialect.ts'
import { type CsvDialect, csvRows } from './csv-rows.ts'
import { textFault } from './file-format.server.ts'

/** A worker's timers and sockets get their turn after so many rows. */
const ROWS_PER_TURN = 2_000

/** Throws UnreadableFile. `score` tells how well rows read as a register. */
export function openCsv(
  bytes: Uint8Array,
  options: { encoding?: Encoding; delimiter?: string },
  score: (rows: SheetRow[]) => number,
): Table {
  const guess = detectEncoding(bytes)
  const encoding = options.encoding ?? guess.encoding
  const head = firstOf(decodeText(bytes, encoding)) ?? ''
  const fault = textFault(head)
  if (fault) throw new UnreadableFile(fault)
  const detected = detectDialect(head, score)
  const dialect = { ...detected, delimiter: options.delimiter ?? detected.delimiter }
  const rows = headRows(head, dialect).map(withoutHint).map(withinWidth)
  return {
    format: 'csv',
    text: { ...chosen(guess, encoding), delimiter: dialect.delimiter },
    book: null,
    head: rows,
    rows: (onProgress) => allRows(bytes, encoding, dialect, onProgress),
  }
}

function firstOf<T>(values: Iterable<T>): T | undefined {
  for (const value of values) return value
  return undefined
}

/** An encoding that a person chose is not in doubt; the one that was detected is then worth a try. */
function chosen(guess: EncodingGuess, encoding: Encoding): EncodingGuess {
  if (encoding === guess.encoding) return guess
  const others = [guess.encoding, ...guess.alternatives].filter((other) => other !== encoding)
  return { encoding, confidence: 'certain', alternatives: others }
}

/** Empty cells beyond the widest register are cut off; filled ones are no register's. */
function withinWidth(row: SheetRow): SheetRow {
  if (row.cells.length <= limits.columns) return row
  const cells = row.cells.slice(0, limits.columns)
  for (let column = limits.columns; column < row.cells.length; column++) {
    if (row.cells[column]?.trim()) throw new UnreadableFile('header_too_wide', { max: limits.columns })
  }
  return { ...row, cells }
}

/** `sep=;` counts as a row, as it does in a text editor, but holds nothing. */
function withoutHint(row: SheetRow): SheetRow {
  return row.row === 1 && separatorHint.test(`${row.cells.join(';')}\n`) ? { row: 1, cells: [] } : row
}

async function* allRows(
  bytes: Uint8Array,
  encoding: Encoding,
  dialect: CsvDialect,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<SheetRow> {
  let count = 0
  const pieces = decodeText(bytes, encoding, (done) => onProgress?.(done / bytes.length))
  for (const row of csvRows(pieces, dialect)) {
    // The header is no record.
    if (!isBlank(row) && ++count > limits.rows + 1)
      throw new UnreadableFile('too_many_rows', { max: limits.rows })
    if (row.row % ROWS_PER_TURN === 0) await nextTurn()
    yield withinWidth(withoutHint(row))
  }
}
