/** `Возвраты` in a row by itself: what was done in each of the rows below it, until something else is said. */

import type { SheetRow } from '../sheet-row.ts'
import { wordsOf } from '../titles/title-words.ts'
import { type OperationChoice, operationOf } from '../values/operations.ts'
import { sideOf } from './payment-sides.ts'
import { loneText } from './place-heads.ts'

const MAX_LENGTH = 60
/** They say of what, or of when, and nothing about what was done. */
const besides =
  /^(?:операци\p{L}*|транзакци\p{L}*|реестр\p{L}{0,2}|список|перечень|ведомость|отч[её]т\p{L}{0,2}|раздел|чек\p{L}{0,2}|топлив\p{L}*|нефтепродукт\p{L}*|гсм|нп|карт\p{L}{0,4}|талон\p{L}{0,3}|клиент\p{L}{0,3}|и|в|о|об|по|за|на|с|до|от|№|период|месяц|квартал|год\p{L}{0,2}|г|январ\p{L}|феврал\p{L}|март\p{L}?|апрел\p{L}|ма[йя]|июн\p{L}|июл\p{L}|август\p{L}?|сентябр\p{L}|октябр\p{L}|ноябр\p{L}|декабр\p{L}|\d+)$/u
const beginning =
  /^(?:возвр|сторн|отказ|отклон|неуспеш|отмен|аннул|пополн|зачисл|коррек|исправл|реализ|отпуск|продаж|заправ|списан|обслуж|покуп|қайтар|refund|return|revers|declin|reject|refus|cancel|void|correct|sale|purchase)/u
/** Beside them a row that stands alone may be a remark. */
const alarming =
  /^(?:возвр|сторн|отказ|отклон|неуспеш|отмен|аннул|қайтар|refund|return|declin|reject|refus|cancel|void)/u

/** "Возвратов за период: 3", "Возвраты: нет": how many there were, of what is told elsewhere. */
const count =
  /[^\p{L}\d.](?:нет|[-\u2212]?\d[\d ]{0,14}(?:[.,]\d{1,3})?)(?: ?(?:шт|л|тг|тенге|₸|операци\p{L}{1,3}))?\.?$/iu
/** "за март 2026", "№ 5": a number that counts nothing. */
const named =
  /(?: 20\d\d|№ ?\d{1,9}|(?:^|[^\p{L}])(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)\p{L}? \d{2})$/iu
const empty = /[^\p{L}\d.,](?:нет|0(?:[.,]0{1,3})?)(?: ?(?:шт|л|тг|тенге|₸|операци\p{L}{1,3}))?\.?$/iu
const register = /^(?:реестр|отчет|список|перечень|ведомость)/u
/** Behind the words of a section of which nobody knows whether it goes on: its rows are asked for. */
const DOUBT = ' → …'

export function inDoubt(text: string): string {
  return text.endsWith(DOUBT) ? text : text.slice(0, MAX_LENGTH - DOUBT.length) + DOUBT
}

/** Null: a person says what it means. */
export function operationOfSection(text: string): OperationChoice | null {
  if (text.endsWith(DOUBT) || isCount(text)) return null
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

/** @param purpose the column of a statement in which a long one may go on in a row of its own */
export function sectionOf(row: SheetRow, field: 'operation' | 'side', purpose?: number): string | null {
  const text = (row.cells[purpose ?? -1] ?? '').trim() === '' ? loneText(row) : null
  // "Возвратов: 0" says that none are below.
  if (text === null || empty.test(text)) return null
  const isSaid =
    field === 'operation' ? saysOperation(text) : text.length <= MAX_LENGTH && sideOf(text) !== null
  return isSaid ? text.replace(/\s{0,3}:$/, '') : null
}

function isCount(text: string): boolean {
  return count.test(text) && !named.test(text)
}

/**
 * Of a whole file, by the rows above its header or by the name of its sheet: "Реестр возвратов за март 2026". A line that
 * counts returns is above every report of sales, and one that is corrected is a report of sales too.
 */
export function operationAbove(above: readonly SheetRow[], sheet: string): string | null {
  const texts = [...above.map(({ cells }) => cells.join(' ').replace(/\s+/g, ' ').trim()), sheet]
  return texts.find((text) => saysOperation(text) && isTitle(text) && isAbout(text)) ?? null
}

function isTitle(text: string): boolean {
  const [first = ''] = wordsOf(text)
  if (isCount(text) && !register.test(first)) return false
  const told = wordsOf(text).filter((word) => beginning.test(word))
  return told.some((word) => !['sale', 'correction'].includes(operationOf(word) ?? ''))
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
