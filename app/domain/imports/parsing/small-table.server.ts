import { UnreadableFile } from './faults.ts'
import { openTable } from './formats/open-table.server.ts'
import type { NoSmallTable, SmallOrder, SmallTable } from './reader/reader-messages.ts'
import { cleanCell, isBlank, type SheetRow } from './sheet-row.ts'

/** A letterhead may precede the titles. */
const MAX_HEAD_ROWS = 20

/** A file with one header row, in any format that imports read, by the titles of its columns. */
export async function readSmallTable<Field extends string>(
  bytes: Uint8Array,
  { words, needed, maxRows }: SmallOrder<Field>,
): Promise<SmallTable<Field> | NoSmallTable> {
  const worth = (rows: SheetRow[]) =>
    Math.max(0, ...rows.map((row) => Object.keys(columnsIn(row, words)).length))
  try {
    const table = await openTable(bytes, {}, worth)
    let columns: Partial<Record<Field, number>> | null = null
    let titles: Partial<Record<Field, string>> = {}
    const rows: SmallTable<Field>['rows'] = []
    let looked = 0
    for await (const row of table.rows()) {
      if (isBlank(row)) continue
      if (columns) {
        if (rows.length === maxRows) return 'too_many'
        rows.push({ row: row.row, values: valuesIn(row, columns) })
        continue
      }
      const found = columnsIn(row, words)
      if (found[needed] !== undefined) {
        columns = found
        titles = valuesIn(row, found)
      } else if (++looked >= MAX_HEAD_ROWS) return 'header'
    }
    return columns ? { titles, rows } : 'header'
  } catch (error) {
    if (error instanceof UnreadableFile) return 'unreadable'
    throw error
  }
}

function columnsIn<Field extends string>(
  { cells }: SheetRow,
  words: Record<Field, readonly string[]>,
): Partial<Record<Field, number>> {
  const found: Partial<Record<Field, number>> = {}
  for (const [index, cell] of cells.entries()) {
    const title = plain(cell)
    for (const field of Object.keys(words) as Field[])
      if (found[field] === undefined && words[field].some((word) => isTitled(title, word)))
        found[field] = index
  }
  return found
}

function isTitled(title: string, word: string): boolean {
  return title === word || title.startsWith(`${word} `)
}

function plain(text: string): string {
  return cleanCell(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function valuesIn<Field extends string>({ cells }: SheetRow, columns: Partial<Record<Field, number>>) {
  const values: Partial<Record<Field, string>> = {}
  for (const field of Object.keys(columns) as Field[])
    values[field] = cleanCell(cells[columns[field] ?? -1] ?? '')
  return values
}
