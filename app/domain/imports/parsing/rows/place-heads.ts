/** `АЗС №5` and `Вид топлива: ДТ` in rows by themselves, above the rows of that station or fuel. */
import { plainWords } from '../normalise-text.ts'
import { cleanCell, type SheetRow } from '../sheet-row.ts'
import { isTotalText } from './group-heads.ts'
import { isDecimal } from './row-texts.ts'

const MAX_CELLS = 4
const MAX_LENGTH = 120
const station =
  /^(?:азс|агзс|агнкс|казс|азк|жқс|станция|объект|точка обслуживания|торговая точка|station|site)(?!\p{L})(\s{0,2}:)?[\s.№#-]{0,4}(?=[\p{L}\d«"])/iu
const fuel =
  /^(?:вид топлива|топливо|вид нп|нефтепродукт|вид гсм|гсм|товар|номенклатура|отын түрі|отын|жанармай|fuel|product)(\s{0,2}:)\s{0,3}(?=[\p{L}\d])/iu
/** A fuel without a word before it. */
const bareFuel = /^(?:(?:аи|аі|ai)[\s-]?\d{2,3}|дт|дизель\p{L}*|дизтопливо|суг|пропан\p{L}*)(?:$|[\s(/-])/iu

/** The only text of a row, beside nothing but sums. */
export function loneText({ cells }: SheetRow): string | null {
  const [first = '', ...others] = cells.map(cleanCell).filter((cell) => cell !== '')
  if (others.length >= MAX_CELLS || first.length > MAX_LENGTH || !/\p{L}/u.test(first)) return null
  return others.every((text) => isDecimal(text)) && !isTotalText(plainWords(first)) ? first : null
}

/** Above a header only what is written behind a colon: a letterhead names stations too. */
export function stationOf(row: SheetRow, isAbove: boolean): string | null {
  const text = isAbove ? joined(row) : loneText(row)
  const [found, colon] = text === null ? [] : (station.exec(text) ?? [])
  if (text === null || found === undefined || (isAbove && colon === undefined)) return null
  return colon === undefined ? text : text.slice(found.length)
}

export function fuelOf(row: SheetRow, isAbove: boolean): string | null {
  const text = isAbove ? joined(row) : loneText(row)
  const found = text === null ? undefined : fuel.exec(text)?.[0]
  if (text === null) return null
  if (found !== undefined) return text.slice(found.length)
  return !isAbove && bareFuel.test(text) ? text : null
}

/** `Вид топлива:` and `ДТ` in cells of their own. */
function joined({ cells }: SheetRow): string | null {
  const [first = '', second = '', third] = cells.map(cleanCell).filter((cell) => cell !== '')
  return third === undefined && first.length + second.length < MAX_LENGTH ? `${first} ${second}`.trim() : null
}
