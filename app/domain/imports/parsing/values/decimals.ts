/**
 * Decimal numbers of registers as exact integers: no float is ever made of money or litres.
 * `6 500,00` with 2 decimals is 650000.
 */
import { withoutTrailing } from '#app/domain/kernel/text.ts'
import type { FaultCode } from '../faults.ts'
import { memoized } from '../memoized.ts'

export type Parsed<T> = { value: T } | { fault: FaultCode }

/** What stands before the decimals. */
export type DecimalMark = 'comma' | 'point'

/** 999,999,999,999,999 is safe as a number; ten trillion tenge in tiyn are more than any register sums up. */
const MAX_DIGITS = 15

const plain = /^(\d+)(?:[.,](\d*))?$/
const grouped = /^(\d{1,3}(?:[ '\u2019]\d{3})+)(?:[.,](\d+))?$/
const groupedByComma = /^(\d{1,3}(?:,\d{3})+)\.(\d+)$/
const groupedByPoint = /^(\d{1,3}(?:\.\d{3})+),(\d+)$/
const manyGroups = /^(\d{1,3}(?:,\d{3}){2,}|\d{1,3}(?:\.\d{3}){2,})$/
/** `1,000` and `1.000`: a thousand to some, one to others. */
const eitherWay = /^[1-9]\d{0,2}([.,])\d{3}$/
/** What Excel makes of a long number: `9,99996E+19`. */
const scientific = /^[-+\u2212]?\d+(?:[.,]\d+)?[eеEЕ][-+]?\d+$/
const unitBehind =
  /(?<=[\d.,)\s-])(?:л|литр|литра|литров|l|ltr|liters?|litres?|(?:тг|тнг|тенге|теңге|tenge|kzt|₸)(?:\/(?:л|литр|l|ltr|liter|litre))?)\.?$/iu

export function looksScientific(text: string): boolean {
  return scientific.test(text)
}

/** `₸13,000.00`, `-KZT 500`, as Google's sheets write sums. */
const ourCurrency = /^([-+\u2212\u2013]?)\s?(?:₸|kzt|тг\.?)\s?(?=\d)/iu

/** The digits of a number as they are written, without its sign and its unit. */
function bare(text: string): { digits: string; isNegative: boolean } {
  let digits = text.replace(/\s+/g, ' ').trim()
  digits = digits.replace(unitBehind, '').trim()
  const inBrackets = digits.startsWith('(') && digits.endsWith(')')
  if (inBrackets) digits = digits.slice(1, -1).trim()
  digits = digits.replace(ourCurrency, '$1').trim()
  const signed = /^[-+\u2212\u2013]|[-\u2212\u2013]$/.exec(digits)?.[0] ?? ''
  if (signed) digits = digits.replace(/^[-+\u2212\u2013]|[-\u2212\u2013]$/, '').trim()
  return { digits, isNegative: inBrackets || (signed !== '' && signed !== '+') }
}

/** What a cell proves of its column's decimal mark; `either`: it needs the proof of others. Null: nothing. */
export const markOf = memoized((text: string): DecimalMark | 'either' | null => {
  const { digits } = bare(text)
  if (eitherWay.test(digits)) return 'either'
  if (groupedByComma.test(digits)) return 'point'
  if (groupedByPoint.test(digits)) return 'comma'
  if (manyGroups.test(digits)) return digits.includes(',') ? 'point' : 'comma'
  const match = /^[\d '\u2019]+([.,])\d*$/.exec(digits)
  if (!match) return null
  return match[1] === ',' ? 'comma' : 'point'
})

/**
 * A cell's text as an integer of 10^-decimals. Takes comma or point, groups of three by a space of any width or an
 * apostrophe (or by the other separator, when both are there), a sign before or behind, brackets for a minus, and the
 * unit behind it. `1,000` is read by `mark`, its file's habit; without one it is a decimal.
 * Decimals beyond `decimals` must be zeros: nothing is rounded.
 */
export function parseDecimal(
  text: string,
  decimals: number,
  mark: DecimalMark | null = null,
): Parsed<number> {
  const place = decimals * 3 + (mark === null ? 0 : mark === 'comma' ? 1 : 2)
  const reader = readers[place] ?? memoized((cell: string) => readDecimal(cell, decimals, mark))
  readers[place] = reader
  return reader(text)
}

const readers: ((text: string) => Parsed<number>)[] = []

function readDecimal(text: string, decimals: number, mark: DecimalMark | null): Parsed<number> {
  const { digits, isNegative } = bare(text)
  const match = matchNumber(digits, mark)
  if (!match) return { fault: looksScientific(text) ? 'number_destroyed' : 'not_a_number' }
  const [, whole = '', fraction = ''] = match
  const significant = withoutTrailing(fraction, '0')
  if (significant.length > decimals) return { fault: 'too_precise' }
  const written = (whole.replace(/[ .,'\u2019]/g, '') + significant.padEnd(decimals, '0')).replace(/^0+/, '')
  if (written.length > MAX_DIGITS) return { fault: 'number_too_large' }
  const value = Number(written)
  return { value: value !== 0 && isNegative ? -value : value }
}

/** Tiyn for a litre of what was paid, to the nearest. */
export function litrePrice(millilitres: number, tiyn: number): number {
  return Math.round(Math.abs((tiyn * 1000) / millilitres))
}

function matchNumber(digits: string, mark: DecimalMark | null): RegExpExecArray | string[] | null {
  const either = mark === null ? null : eitherWay.exec(digits)
  if (either && (either[1] === ',') !== (mark === 'comma')) return [digits, digits.replace(/[.,]/, '')]
  return (
    plain.exec(digits) ??
    grouped.exec(digits) ??
    groupedByComma.exec(digits) ??
    groupedByPoint.exec(digits) ??
    manyGroups.exec(digits)
  )
}

/** What a cell says of its own unit. A foreign one is named as it is written. */
export const unitInCell = memoized((text: string): 'volume' | 'money' | { foreign: string } | null => {
  const word = /(?<=[\d)\s])([\p{L}₸$€£\u20BD][\p{L}³./]{0,20})$/u.exec(text.trim())?.[1]?.toLowerCase()
  if (word === undefined) return null
  const name = word.replace(/\.$/, '')
  if (/^(?:л|литр|литра|литров|l|ltr|liters?|litres?)$/u.test(name)) return 'volume'
  if (/^(?:тг|тнг|тенге|теңге|tenge|kzt|₸)(?:\/(?:л|литр|l|ltr|liter|litre))?$/u.test(name)) return 'money'
  return foreignUnit.test(name) ? { foreign: word } : null
})

/** Units and currencies that are not ours. */
export const foreignUnit =
  /^(?:кг|kg|г|т|тонн?а?|м3|м³|нм3|m3|мл|ml|дал|гл|hl|шт|pcs|фунт\p{L}*|lbs?|барр\p{L}*|bbl|квт\p{L}*|kwh|gal|gals|usg|gallons?|галлон\p{L}*|тыс|тысяч\p{L}*|млн|тиын\p{L}*|тиин\p{L}*|коп\p{L}*|руб\p{L}*|р|rub|rur|₽|usd|\$|eur|euro?|€|евро|gbp|£|uah|грн|byn|pln|zł|сом|kgs|uzs|cny|юан\p{L}*|try|aed|amd|azn|gel|chf|дол\p{L}*)(?:\/л|\/l)?$/u
