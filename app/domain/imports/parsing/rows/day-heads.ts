/** `05.03.2026` or `5 марта 2026 г., четверг` in a row by itself: the day of the rows below it, which say only times. */
import type { Mapping } from '../columns.ts'
import { Seen } from '../seen.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import { orderOf, parseDateTime, parseTime } from '../values/dates.ts'
import { isDecimal } from './row-texts.ts'

const MAX_CELLS = 5
const MAX_LENGTH = 40
const wordInFront = /^(?:дата|день|за|күні|date|day)[\s:]{1,3}/iu
const timeOfDay = /^\d{1,2}:\d{2}/
/** The day in such a row; null when it is none, or says more than sums beside it. */
export function groupDayOf({ cells }: SheetRow, mapping: Mapping): string | null {
  const filled = cells.flatMap((cell, column) => (cell.trim() === '' ? [] : [column]))
  const [first, ...others] = filled
  if (first === undefined || filled.length > MAX_CELLS) return null
  if (others.some((column) => !isDecimal(cells[column]?.trim() ?? ''))) return null
  const isRecord = [mapping.number, mapping.product, mapping.time].some(
    (column) => column !== undefined && others.includes(column),
  )
  const text = cleanCell(cells[first] ?? '').replace(wordInFront, '')
  return !isRecord && isDay(text) ? text : null
}

/** Written with its separators or in words: a number alone may be anything. */
function isDay(text: string): boolean {
  if (text.length > MAX_LENGTH || !/^\p{L}{0,12}[.,]?\s?\d{1,4}[./\s-]/u.test(text)) return false
  if (isDecimal(text)) return false
  const parsed = parseDateTime(text)
  return orderOf(text) === 'either' || ('value' in parsed && parsed.value.time === null)
}

/**
 * The mapping of a file whose days stand above its rows: no column says a day, or the one for it is empty in these rows or
 * holds their times. Null: it has no such rows.
 */
export function mappingUnderDays(mapping: Mapping, rows: readonly SheetRow[]): Mapping | null {
  const { date, ...others } = mapping
  const hasTime = mapping.time !== undefined || mapping.hour !== undefined
  const textIn = (row: SheetRow, column: number | undefined) => cleanCell(row.cells[column ?? -1] ?? '')
  const clock = mapping.time ?? mapping.hour ?? date
  const isRecord = (row: SheetRow) =>
    /\d/.test(textIn(row, mapping.volume)) &&
    /^\d/.test(textIn(row, clock)) &&
    groupDayOf(row, mapping) === null
  const firstRecord = rows.findIndex(isRecord)
  const firstHead = rows.findIndex((row) => groupDayOf(row, mapping) !== null)
  // A day below the first row is no head: it may be that of the print.
  if (firstHead < 0 || firstRecord < firstHead) return null
  if (date === undefined) return hasTime ? mapping : null
  const cells = rows.filter(isRecord).map((row) => textIn(row, date))
  if (cells.length === 0) return null
  if (cells.every((cell) => cell === '')) return hasTime ? mapping : null
  return !hasTime && cells.every((cell) => timeOfDay.test(cell)) ? { ...others, time: date } : null
}

/** Whether each day has a head of its own: one alone may be that of the print, and below 23:50 a 00:40 is of the next day. */
export class DayHeads {
  readonly doubtful = new Seen()
  private readonly days = new Set<string>()
  private last = { head: '', time: '' }

  get isCertain(): boolean {
    return this.days.size !== 1 && this.doubtful.count === 0
  }

  take(row: SheetRow, { day, within }: { day: string; within: string }, mapping: Mapping): void {
    if (this.days.size < MIN_DAYS) this.days.add(day)
    const text = timeIn(row, mapping)
    const parsed = parseTime(text)
    if (!('value' in parsed)) return
    const time = parsed.value
    const head = `${day}\n${within}`
    if (head === this.last.head && time < this.last.time) this.doubtful.add(row.row, text)
    this.last = { head, time }
  }
}

const MIN_DAYS = 2

/** As the file has it. */
function timeIn({ cells }: SheetRow, { time, hour, minute }: Mapping): string {
  const textIn = (column: number | undefined) => cleanCell(cells[column ?? -1] ?? '')
  return time === undefined ? `${textIn(hour)}:${textIn(minute).padStart(2, '0')}` : textIn(time)
}
