/**
 * The columns of a file of refuellings that has no header: what only one column can be is taken for it, stands on the
 * check page and can be changed. Whether the first of two factors is the volume or the price, a person says.
 */
import { isValidBin } from '#app/domain/companies/bin.ts'
import type { ColumnMatch, Mapping } from './columns.ts'
import type { Field } from './kinds.ts'
import { cleanCell, type SheetRow } from './sheet-row.ts'
import { parseDecimal } from './values/decimals.ts'

const day = /^(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})(?:$|[T ])/
const time = /^\d{1,2}:\d{2}(?::\d{2})?$/
const fuel = /^(?:(?:аи|аі|ai|а|a)[\s-]?\d{2,3}|дт|дп|дизел|dies|суг|газ|бензин|petrol)/iu
const station = /(?:^|[^\p{L}])(?:азс|агзс|казс|жқс)(?:$|[^\p{L}])/iu

/** Each of a column's cells is such a one, and no other column is so. */
const kinds: readonly [Field, (text: string) => boolean][] = [
  ['date', (text) => day.test(text)],
  ['time', (text) => time.test(text)],
  ['bin', (text) => isValidBin(text)],
  ['number', (text) => /^\d{10,20}$/.test(text) && !isValidBin(text)],
  ['product', (text) => fuel.test(text)],
  ['station', (text) => station.test(text)],
]

type Column = readonly string[]

export function columnsByContent(rows: readonly SheetRow[]): ColumnMatch {
  const columns = columnsOf(rows)
  const mapping: Mapping = {}
  for (const [field, fits] of kinds) {
    const found = columns.flatMap((cells, index) => (isWhole(cells, fits) ? [index] : []))
    const [only] = found
    if (only !== undefined && found.length === 1) mapping[field] = only
  }
  const product = productOf(columns)
  if (!product) return { mapping, ambiguous: [] }
  mapping.sum = product.of
  return { mapping, ambiguous: [{ field: 'volume', columns: product.factors }] }
}

/** Titles above and signatures below have fewer cells than the rows of a register. */
function columnsOf(rows: readonly SheetRow[]): Column[] {
  const filled = ({ cells }: SheetRow) => cells.filter((cell) => cell.trim() !== '').length
  const widest = Math.max(0, ...rows.map(filled))
  const records = rows.filter((row) => filled(row) * 3 >= widest * 2)
  const width = Math.max(0, ...records.map(({ cells }) => cells.length))
  return Array.from({ length: width }, (_, column) =>
    records.map(({ cells }) => cleanCell(cells[column] ?? '')),
  )
}

function isWhole(cells: Column, fits: (text: string) => boolean): boolean {
  return cells.length > 0 && cells.every(fits)
}

function decimalOf(text: string): number | null {
  const parsed = parseDecimal(text, 3)
  return 'value' in parsed ? parsed.value / 1000 : null
}

function isNumeric(cells: Column): boolean {
  return isWhole(cells, (text) => text.length <= 15 && decimalOf(text) !== null)
}

/** The one column that is the product of two others in each row. */
function productOf(columns: readonly Column[]): { of: number; factors: [number, number] } | null {
  const numeric = columns.flatMap((cells, index) => (isNumeric(cells) ? [index] : []))
  const found: { of: number; factors: [number, number] }[] = []
  for (const first of numeric)
    for (const second of numeric)
      for (const of of numeric)
        if (first < second && of !== first && of !== second && isProduct(columns, [first, second], of))
          found.push({ of, factors: [first, second] })
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Half a unit of what is shown with two decimals, as a sum is rounded. One and zero are factors of everything. */
function isProduct(columns: readonly Column[], [first, second]: [number, number], of: number): boolean {
  const values = (column: number) => (columns[column] ?? []).map((text) => decimalOf(text) ?? 0)
  const [a, b, product] = [values(first), values(second), values(of)]
  const isTrivial = [a, b].some((factor) => factor.every((value) => value === 0 || value === 1))
  return !isTrivial && product.every((value, row) => Math.abs((a[row] ?? 0) * (b[row] ?? 0) - value) <= 0.01)
}
