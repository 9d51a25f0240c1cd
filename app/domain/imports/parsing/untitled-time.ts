/** "Дата и время" over two columns, of which only the first has the title: the second holds the time. */
import type { Mapping } from './columns.ts'
import { cleanCell, type SheetRow } from './sheet-row.ts'
import { parseTime } from './values/dates.ts'

/** The column right of the date where each of its cells below the header is a time of day; null: there is none. */
export function untitledTime(
  titles: readonly string[],
  mapping: Mapping,
  rows: readonly SheetRow[],
): number | null {
  const { date } = mapping
  if (date === undefined || mapping.time !== undefined || mapping.hour !== undefined) return null
  if ((titles[date + 1] ?? '') !== '') return null
  const cells = rows
    .filter((row) => cleanCell(row.cells[date] ?? '') !== '')
    .map((row) => cleanCell(row.cells[date + 1] ?? ''))
    .filter((text) => text !== '')
  const isTime = (text: string) => /^\d{1,2}:\d{2}/.test(text) && !('fault' in parseTime(text))
  return cells.length > 0 && cells.every(isTime) ? date + 1 : null
}
