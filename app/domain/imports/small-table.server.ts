import { reject } from '#app/domain/kernel/errors.ts'
import { UnreadableFile } from './parsing/faults.ts'
import { openTable } from './parsing/formats/open-table.server.ts'
import { cleanCell, isBlank, type SheetRow } from './parsing/sheet-row.ts'

/** A client's own list: as long as one person can check at a glance. */
export const MAX_SMALL_ROWS = 1_000
export const MAX_SMALL_BYTES = 1024 * 1024
/** A letterhead may precede the titles. */
const MAX_HEAD_ROWS = 20

export interface SmallTable<Field extends string> {
  /** How the file itself calls the columns that it has. */
  titles: Partial<Record<Field, string>>
  rows: { row: number; values: Partial<Record<Field, string>> }[]
}

/**
 * A file with one header row, in any format that imports read, by the titles of its columns.
 * @param words by field, the beginnings of titles in small letters
 * @returns null where no row names a `needed` column, or there are too many rows
 * @throws DomainError file_unreadable
 */
export async function readSmallTable<Field extends string>(
  bytes: Uint8Array,
  words: Record<Field, readonly string[]>,
  needed: NoInfer<Field>,
): Promise<SmallTable<Field> | 'header' | 'too_many'> {
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
        if (rows.length === MAX_SMALL_ROWS) return 'too_many'
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
    if (error instanceof UnreadableFile) reject('file_unreadable', { field: 'file' })
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
