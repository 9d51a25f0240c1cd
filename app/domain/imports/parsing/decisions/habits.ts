/**
 * `bank`: a debit went out, as banks write it; `books`: it came in, as our own books have it. `signed`: what went out has
 * a minus.
 */
export type Direction = 'bank' | 'books' | 'signed' | 'in' | 'out'

import type { Field } from '../kinds.ts'
import type { HeadField } from '../rows/heads.ts'
/** How the cells of one file are to be read, once everything about it is decided. Survives JSON. */
import type { DateHabits } from '../values/dates.ts'
import type { DecimalMark } from '../values/decimals.ts'
import type { OperationChoice } from '../values/operations.ts'

export interface Habits {
  dates: DateHabits
  /** By field; none: no cell of it needs one. */
  marks: Partial<Record<Field, DecimalMark>>
  /** Of limits and balance where neither the title nor the cell says it. */
  units: Partial<Record<'limits' | 'balance', 'ml' | 'tiyn'>>
  /** By the file's own word, cut as it was asked. */
  operations: Record<string, OperationChoice>
  /** The sender writes what was sold with a minus, and what came back without. */
  salesAreNegative: boolean
  /** Nothing says the time of day, and a person chose midnight. */
  isMidnight: boolean
  /** The titles say that its times are of this zone; cells that name one of their own are read by that. */
  zone: 'utc' | 'msk' | null
  /** Nothing says the price, and a person chose that it is the amount of a litre. */
  pricesFromAmounts: boolean
  /** The client of the whole file. */
  owner: string | null
  /** Our account, of a whole statement without a column for it. */
  account: string | null
  /** Of a statement: what a debit is, or whether a sum alone came in or went out. */
  direction: Direction | null
  /** Stand in rows of their own, above those of which they say it. */
  heads: HeadField[]
  /** What was done in each row for which nothing else says it: words of the file's head. */
  operationAbove: string | null
  /** Nothing says the card's number: it is the client's only card with the plate of the row. */
  cardsByPlate: boolean
  /** Masked numbers are handed on, to be matched with the client's cards. */
  passesMasked: boolean
  /** A row of a text file has at least as many cells, or nobody knows which it lacks. */
  fewestCells: number
  /** Cells of a workbook that stand for those below them too. */
  merges: [column: number, from: number, to: number][]
}

export const noHabits: Habits = {
  dates: { order: 'dmy', from1904: false },
  marks: {},
  units: {},
  operations: {},
  salesAreNegative: false,
  isMidnight: false,
  zone: null,
  pricesFromAmounts: false,
  owner: null,
  account: null,
  direction: null,
  heads: [],
  operationAbove: null,
  cardsByPlate: false,
  passesMasked: false,
  fewestCells: 0,
  merges: [],
}
