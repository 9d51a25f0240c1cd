/** Which delimiter and line end a CSV has, by the rows that each would give. */

import { limits } from '../limits.ts'
import type { SheetRow } from '../sheet-row.ts'
import { type CsvDialect, csvRows } from './csv-rows.ts'

/** The last one draws the tables of DOS programs. */
const delimiters = [';', ',', '\t', '|', '│']

/** Excel's own hint, `sep=;`, as the file's first line. */
export const separatorHint = /^\uFEFF?sep=(.)\r?\n/i

/**
 * `score` tells how well rows read as a register (0: not at all); it decides before the shape does, because a
 * decimal comma in every row looks like a delimiter.
 */
export function detectDialect(head: string, score: (rows: SheetRow[]) => number): CsvDialect {
  const newline: CsvDialect['newline'] = head.includes('\r') && !head.includes('\n') ? '\r' : '\n'
  const hinted = separatorHint.exec(head)?.[1]
  if (hinted) return { delimiter: hinted, newline }
  let best: { dialect: CsvDialect; worth: number } = { dialect: { delimiter: ';', newline }, worth: -1 }
  const mayBeWrapped = /^\uFEFF?"/.test(head)
  for (const isWrapped of mayBeWrapped ? [false, true] : [false])
    for (const delimiter of delimiters) {
      const dialect: CsvDialect = isWrapped ? { delimiter, newline, isWrapped } : { delimiter, newline }
      const rows = headRows(head, dialect)
      const worth = score(rows) * 1000 + evenness(rows)
      if (worth > best.worth) best = { dialect, worth }
    }
  return best.dialect
}

export function headRows(head: string, dialect: CsvDialect): SheetRow[] {
  const rows: SheetRow[] = []
  for (const row of csvRows([head], dialect)) {
    rows.push(row)
    if (rows.length === limits.headRows) break
  }
  return rows
}

/** 0 to 1: the share of rows that have the commonest width above one. */
function evenness(rows: SheetRow[]): number {
  const widths = new Map<number, number>()
  for (const { cells } of rows) {
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  }
  return rows.length === 0 ? 0 : Math.max(0, ...widths.values()) / rows.length
}
