/** Readings of a cell that belong to few fields. */
import { endOfMonth } from '../dates.ts'
import type { Field } from '../kinds.ts'
import type { CellReader } from './cell-reader.server.ts'

/** A station's code, name or address: text in which a code of Excel's numbers has no decimals. */
export function place(cells: CellReader, field: Field, maxLength: number): string | null {
  return cells.text(field, maxLength)?.replace(/^(\d+)\.0$/, '$1') ?? null
}

/** The last day on which something is valid; `12/28` is the end of that month. */
export function lastDay(cells: CellReader, field: Field): string | null {
  return endOfMonth(cells.raw(field)) ?? cells.day(field)
}
