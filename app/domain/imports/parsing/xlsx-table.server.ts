/** One sheet of a workbook as a table. */
import { UnreadableFile } from './faults.ts'
import { limits } from './limits.ts'
import type { SheetRow } from './sheet-row.ts'
import type { Table } from './table.ts'
import { openWorkbook, type Workbook } from './workbook.server.ts'
import { worksheetRows } from './worksheet-rows.server.ts'

/** The sheet asked for, else the visible one that reads best as a register. Throws UnreadableFile. */
export async function openXlsx(
  bytes: Uint8Array,
  options: { sheet?: string },
  judge: (rows: SheetRow[]) => number,
): Promise<Table> {
  const book = await openWorkbook(bytes)
  const visible = book.sheets.filter((sheet) => sheet.visible)
  const names = (visible.length > 0 ? visible : book.sheets).map(({ name }) => name)
  const wanted = options.sheet === undefined ? names : [options.sheet]
  let best: { sheet: string; head: SheetRow[]; worth: number } | null = null
  for (const sheet of wanted) {
    const head = await headOf(book, sheet)
    const worth = judge(head)
    if (best === null || worth > best.worth) best = { sheet, head, worth }
  }
  if (best === null) throw new UnreadableFile('file_damaged')
  const { sheet, head } = best
  return {
    format: 'xlsx',
    text: null,
    book: { sheet, sheets: book.sheets.map(({ name }) => name) },
    head,
    rows: (onProgress) => boundedRows(book, sheet, onProgress),
  }
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
    if (++count > limits.rows) throw new UnreadableFile('too_many_rows', { max: limits.rows })
    yield row
  }
}
