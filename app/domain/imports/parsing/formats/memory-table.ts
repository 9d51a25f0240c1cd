/** A table of a format that is read as a whole; the file's own size bounds it. */
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import type { TableFormat } from '../register.ts'
import type { SheetRow } from '../sheet-row.ts'
import type { Table } from '../table.ts'

export function memoryTable(format: TableFormat, cells: readonly string[][]): Table {
  if (cells.length > limits.rows + 1) throw new UnreadableFile('too_many_rows', { max: limits.rows })
  if (cells.some((row) => row.length > limits.columns)) {
    throw new UnreadableFile('header_too_wide', { max: limits.columns })
  }
  const rows: SheetRow[] = cells.map((row, index) => ({ row: index + 1, cells: row }))
  return {
    format,
    text: null,
    book: null,
    head: rows.slice(0, limits.headRows),
    async *rows(onProgress) {
      for (const [index, row] of rows.entries()) {
        if (index % 2000 === 0) onProgress?.(index / rows.length)
        yield row
      }
    },
  }
}
