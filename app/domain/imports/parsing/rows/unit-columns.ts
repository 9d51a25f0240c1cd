/** Columns of a unit or a currency beside the numbers: whatever is not ours is refused, row by row. */
import type { CellReader } from './cell-reader.server.ts'
import { type UnnamedCell, unnamedCells } from './unnamed-cells.ts'

const litres = /^(?:л|литр|литра|литров|литры|l|ltr|liters?|litres?)\.?$/iu
const tenge = /^(?:тг|тнг|тенге|теңге|tenge|kzt|398|₸)\.?$/iu

/** Whole cells; a letter alone may be anything. */
const foreignMeasure =
  /^(?:кг|kg|м3|м³|нм3|m3|тонн?а?|мл|ml|дал|гл|hl|gal|gals|usg|gallons?|галлоны?|lbs?|kwh|квт.?ч)\.?$/iu
const foreignMoney =
  /^(?:rub|rur|₽|руб(?:ли|лей|ль)?|usd|\$|eur|€|евро|gbp|£|uah|грн|byn|pln|kgs|uzs|cny)\.?$/iu

export function refuseForeignUnits(
  cells: CellReader,
  beside: readonly UnnamedCell[] = unnamedCells(cells),
): void {
  const unit = cells.raw('unit')
  if (unit !== '' && !litres.test(unit)) cells.refuse('foreign_unit', 'unit', unit, { unit })
  const currency = cells.raw('currency')
  if (currency !== '' && !tenge.test(currency))
    cells.refuse('foreign_currency', 'currency', currency, { currency })
  refuseUnnamed(cells, beside)
}

/** A unit beside the numbers counts under whatever title it stands, and under none. */
function refuseUnnamed(cells: CellReader, beside: readonly UnnamedCell[]): void {
  if (cells.has('unit') && cells.has('currency')) return
  for (const { column, text } of beside) {
    if (!cells.has('unit') && foreignMeasure.test(text))
      cells.fault('foreign_unit', null, { value: text, unit: text }, column)
    else if (!cells.has('currency') && foreignMoney.test(text))
      cells.fault('foreign_currency', null, { value: text, currency: text }, column)
  }
}

export function unitNamed(text: string): 'ml' | 'tiyn' | null {
  const word = text.trim()
  if (litres.test(word)) return 'ml'
  return tenge.test(word) ? 'tiyn' : null
}
