/** Readings of a cell that belong to few fields. */

import type { Field } from '../kinds.ts'
import { memoized } from '../memoized.ts'
import { FIRST_YEAR, LAST_YEAR, parseDateTime } from '../values/dates.ts'
import type { CellReader } from './cell-reader.server.ts'

/** A station's code, name or address: text in which a code of Excel's numbers has no decimals. */
export function place(cells: CellReader, field: Field, maxLength: number): string | null {
  return cells.text(field, maxLength)?.replace(/^(\d+)\.0$/, '$1') ?? null
}

const monthAndYear = /^(\d{1,2})(?:\/(?=\d\d(?:\d\d)?$)|\.(?=\d{4}$))(\d{2,4})$/
const yearAndMonth = /^(\d{4})-(\d{2})$/

/** `12/28`, `12.2028`, `2028-12` on a card: valid to the end of that month. Null when it is not written so. */
const endOfMonth = memoized((text: string): string | null => {
  const [, month = '', year = ''] = monthAndYear.exec(text.replace(yearAndMonth, '$2.$1')) ?? []
  const number = Number(month)
  if (number < 1 || number > 12) return null
  const full = year.length === 2 ? 2000 + Number(year) : Number(year)
  if (full < FIRST_YEAR || full > LAST_YEAR) return null
  return new Date(Date.UTC(full, number, 0)).toISOString().slice(0, 10)
})

/** The last day on which something is valid; `12/28` is the end of that month. */
export function lastDay(cells: CellReader, field: Field): string | null {
  const until = /^(?:до|по|until)\s(\d.*)$|^(\d.*)\sдейін$/iu.exec(cells.raw(field))
  const parsed = until ? parseDateTime(until[1] ?? until[2] ?? '', cells.habits.dates) : null
  if (parsed !== null && 'value' in parsed && parsed.value.time === null) return parsed.value.day
  return endOfMonth(cells.raw(field)) ?? cells.day(field)
}

/** `01.11.2026 – 30.04.2027`, `с 01.11.2026 по 30.04.2027`: of a term in one column; days that have one reading only. */
const range =
  /^(?:с\s+)?(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})\s{0,3}(?:[-–—]|по|до)\s{0,3}(\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2})$/iu

export function daysOfRange(cells: CellReader): { from: string; until: string } | null {
  if (cells.has('validFrom')) return null
  const [, first, last] = range.exec(cells.raw('validUntil')) ?? []
  if (first === undefined || last === undefined) return null
  const [from, until] = [first, last].map((text) => parseDateTime(text))
  return from && until && 'value' in from && 'value' in until
    ? { from: from.value.day, until: until.value.day }
    : null
}

/** `43.256,76.945`, `43.25667° N, 76.94528° E`, `43,256; 76,945`: latitude and longitude. */
export function pointIn(text: string): string[] {
  const decimals = text.match(/-?\d{1,3}\.\d+/g) ?? []
  const rest = text.replace(/-?\d{1,3}\.\d+/g, '')
  if (decimals.length === 2 && /^[\s,;°NE]*$/.test(rest)) return decimals
  return text === '' ? [] : text.split(/[,;]\s+|;\s*|\s+/)
}
