/** A card's or a coupon's own number: it has digits, and all of them. */
import type { Field } from '../kinds.ts'
import type { CellReader } from './cell-reader.server.ts'
import { hasWords, isRange, maskOf, numberBesideName } from './identifiers.ts'

/** Null with a fault where the cell does not say one number for certain. */
export function instrumentNumber(cells: CellReader, field: Field): string | null {
  const cell = cells.raw(field)
  if (/^\d+$/.test(cell)) return cells.number(field)
  if (maskOf(cell)) return cells.refuse('number_masked', field, cell)
  if (isRange(cell)) return cells.refuse('number_malformed', field, cell)
  const beside = numberBesideName(cell)
  if (beside !== null) return beside
  const number = cells.number(field)
  if (number === null) return null
  return /\d/.test(number) && !hasWords(number) ? number : cells.refuse('number_malformed', field, cell)
}
