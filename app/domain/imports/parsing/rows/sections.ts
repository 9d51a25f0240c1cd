/** `Возвраты` in a row by itself: what was done in each of the rows below it, until something else is said. */
import { type OperationChoice, operationOf } from '../operations.ts'
import type { SheetRow } from '../sheet-row.ts'
import { sideOf } from './payment-sides.ts'
import { loneText } from './place-heads.ts'

const MAX_LENGTH = 60
/** They say of what, or of when, and nothing about what was done. */
const besides =
  /^(?:операци\p{L}*|транзакци\p{L}*|реестр\p{L}{0,2}|список|перечень|ведомость|отч[её]т\p{L}{0,2}|раздел|чек\p{L}{0,2}|топлив\p{L}*|нефтепродукт\p{L}*|гсм|нп|карт\p{L}{0,4}|талон\p{L}{0,3}|клиент\p{L}{0,3}|и|в|о|об|по|за|на|с|до|от|от|период|месяц|квартал|год\p{L}{0,2}|г|январ\p{L}|феврал\p{L}|март\p{L}?|апрел\p{L}|ма[йя]|июн\p{L}|июл\p{L}|август\p{L}?|сентябр\p{L}|октябр\p{L}|ноябр\p{L}|декабр\p{L}|\d+)$/u
const beginning =
  /^(?:возвр|сторн|отказ|отклон|неуспеш|отмен|аннул|пополн|зачисл|коррек|исправл|реализ|отпуск|продаж|заправ|списан|обслуж|покуп|қайтар|refund|return|revers|declin|reject|refus|cancel|void|correct|sale|purchase)/u
/** Beside them a row that stands alone may be a remark. */
const alarming =
  /^(?:возвр|сторн|отказ|отклон|неуспеш|отмен|аннул|қайтар|refund|return|declin|reject|refus|cancel|void)/u

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean)

/** Null: a person says what it means. */
export function operationOfSection(text: string): OperationChoice | null {
  return wordsOf(text).every((word) => beginning.test(word) || besides.test(word)) ? operationOf(text) : null
}

/** Words of two operations say which ones the rows may be of, not which one they are of. */
function saysOperation(text: string): boolean {
  if (text.length > MAX_LENGTH) return false
  const told = wordsOf(text).filter((word) => beginning.test(word))
  const kinds = new Set(told.map((word) => operationOf(word)))
  const isPlain = operationOfSection(text) !== null
  return kinds.size === 1 && (isPlain || told.some((word) => alarming.test(word)))
}

export function sectionOf(row: SheetRow, field: 'operation' | 'side'): string | null {
  const text = loneText(row)
  if (text === null) return null
  const isSaid =
    field === 'operation' ? saysOperation(text) : text.length <= MAX_LENGTH && sideOf(text) !== null
  return isSaid ? text.replace(/\s{0,3}:$/, '') : null
}

/** Of a whole file, by the rows above its header or by the name of its sheet: "Реестр возвратов за март 2026". */
export function operationAbove(above: readonly SheetRow[], sheet: string): string | null {
  const texts = [...above.map(({ cells }) => cells.join(' ').replace(/\s+/g, ' ').trim()), sheet]
  const sold = (text: string) => operationOfSection(text) === 'sale'
  return texts.find((text) => saysOperation(text) && !sold(text) && isAbout(text)) ?? null
}

/** "Реестр возвратов ТОО «Алтын»", and not "Условия возврата". */
function isAbout(text: string): boolean {
  const words = wordsOf(text)
  return words
    .slice(
      0,
      words.findIndex((word) => beginning.test(word)),
    )
    .every((word) => besides.test(word))
}
