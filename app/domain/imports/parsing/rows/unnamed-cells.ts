/** What stands in columns that nobody named and changes what the row says. */
import type { Mapping } from '../columns.ts'
import { cleanCell } from '../sheet-row.ts'
import type { CellReader } from './cell-reader.server.ts'

/** A longer cell is a text of its own. "Code" is a receipt's title and a currency's: a receipt is looked at too. */
const MAX_LENGTH = 60

export interface UnnamedCell {
  column: number
  text: string
}

export function unnamedCells({ current, mapping }: CellReader): UnnamedCell[] {
  const named = namedColumns(mapping)
  const unnamed: UnnamedCell[] = []
  for (let column = 0; column < current.cells.length; column++) {
    const raw = current.cells[column] ?? ''
    if (raw === '' || raw.length > MAX_LENGTH || named.has(column)) continue
    const text = cleanCell(raw)
    if (text !== '') unnamed.push({ column, text })
  }
  return unnamed
}

const namedIn = new WeakMap<Mapping, ReadonlySet<number>>()

function namedColumns(mapping: Mapping): ReadonlySet<number> {
  const known = namedIn.get(mapping)
  if (known) return known
  const { receipt: _any, ...others } = mapping
  const named = new Set(Object.values(others))
  namedIn.set(mapping, named)
  return named
}

/** `Возврат`, `Чек возврата`, and not `без возврата`. */
const returnInRemark =
  /(?:^|(?<!(?:^|\s)(?:без|не|нет|no|not|without))\s)(?:возвр|сторн|refund|revers|storno|қайтар|отмен|аннул|cancel|void)\p{L}*/iu

/** The whole cell, beside whatever the operation is called: nothing was dispensed. */
const notDone =
  /^(?:отказ(?:ано)?|отклонен[оа]?|отклонён|не ?успешн[оа]|ошибка|отменен[оа]?|отменён|аннулирован[оа]?|declined|rejected|denied|failed|unsuccessful|cancell?ed|voided)$/iu

/** "Возврат" in a column of remarks: a sale to whoever reads the numbers alone. Only the word is shown. */
export function refuseUnnamedReturn(cells: CellReader, beside: readonly UnnamedCell[]): void {
  const isKnown = cells.has('operation')
  if (!isKnown && /^[-\u2212\u2013(]|[-\u2212\u2013]$/.test(cells.raw('volume'))) return
  for (const { column, text } of beside) {
    const value = (isKnown ? undefined : returnInRemark.exec(text)?.[0].trim()) ?? notDone.exec(text)?.[0]
    if (value !== undefined) cells.fault('return_in_remarks', null, { value }, column)
  }
}

/** "08:15" with "PM" in a column of its own: to whoever reads the time alone, twelve hours too early. */
export function inHalfOfDay(time: string, beside: readonly UnnamedCell[]): string {
  const half = beside.find(({ text }) => /^[ap]\.?m\.?$/i.test(text))?.text[0]
  const hour = Number(time.slice(0, 2))
  if (half === undefined || hour < 1 || hour > 12) return time
  const isLate = half.toLowerCase() === 'p'
  return `${String((hour % 12) + (isLate ? 12 : 0)).padStart(2, '0')}${time.slice(2)}`
}
