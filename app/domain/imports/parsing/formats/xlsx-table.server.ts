/** One sheet of a workbook as a table. */
import { UnreadableFile } from '../faults.ts'
import { limits } from '../limits.ts'
import { isBlank, type SheetRow } from '../sheet-row.ts'
import type { Table } from '../table.ts'
import { openWorkbook, type Workbook } from './workbook.server.ts'
import { worksheetRows } from './worksheet-rows.server.ts'

/** The sheet asked for, else the visible one that reads best as a register. Throws UnreadableFile. */
export async function openXlsx(
  bytes: Uint8Array,
  options: { sheet?: string },
  score: (rows: SheetRow[]) => number,
): Promise<Table> {
  const book = await openWorkbook(bytes)
  const visible = book.sheets.filter((sheet) => sheet.visible)
  const names = (visible.length > 0 ? visible : book.sheets).map(({ name }) => name)
  const { sheet, head, alike } = await bestSheet(names, options.sheet, score, (name) => headOf(book, name))
  return {
    format: 'xlsx',
    text: null,
    book: {
      sheet,
      sheets: book.sheets.map(({ name }) => name),
      alike,
      from1904: book.from1904,
      merges: () => book.merges.get(book.sheets.find(({ name }) => name === sheet)?.path ?? '') ?? [],
    },
    head,
    rows: (onProgress) => boundedRows(book, sheet, onProgress),
  }
}

/** The sheet asked for, else the one whose beginning is worth most, and the others that are worth as much. */
export async function bestSheet(
  names: readonly string[],
  asked: string | undefined,
  score: (rows: SheetRow[]) => number,
  beginningOf: (name: string) => Promise<SheetRow[]>,
): Promise<{ sheet: string; head: SheetRow[]; alike: string[] }> {
  let best: { sheet: string; head: SheetRow[]; worth: number } | null = null
  const worths = new Map<string, number>()
  for (const sheet of asked === undefined ? names : [asked]) {
    const head = await beginningOf(sheet)
    const worth = score(head)
    worths.set(sheet, worth)
    if (best === null || worth > best.worth) best = { sheet, head, worth }
  }
  if (best === null) throw new UnreadableFile('file_damaged')
  const { sheet, head, worth } = best
  const alike = names.filter((name) => name !== sheet && (worths.get(name) ?? 0) >= worth && worth > 0)
  return { sheet, head, alike }
}

async function headOf(book: Workbook, sheet: string): Promise<SheetRow[]> {
  const head: SheetRow[] = []
  for await (const row of worksheetRows(book, sheet)) {
    head.push(row)
    if (head.length === limits.headRows) break
  }
  return head
}

async function* boundedRows(
  book: Workbook,
  sheet: string,
  onProgress?: (fraction: number) => void,
): AsyncGenerator<SheetRow> {
  let count = 0
  for await (const row of worksheetRows(book, sheet, onProgress)) {
    // The header is no record.
    if (!isBlank(row) && ++count > limits.rows + 1)
      throw new UnreadableFile('too_many_rows', { max: limits.rows })
    yield row
  }
}
