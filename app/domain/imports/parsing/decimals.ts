/**
 * Decimal numbers of registers as exact integers: no float is ever made of money or litres.
 * `6 500,00` with 2 decimals is 650000.
 */
import type { FaultCode } from './faults.ts'

export type Parsed<T> = { value: T } | { fault: FaultCode }

/** 999,999,999,999,999 is safe as a number; ten trillion tenge in tiyn are more than any register sums up. */
const MAX_DIGITS = 15

const plain = /^([-+\u2212]?)(\d+)(?:[.,](\d*))?$/
const grouped = /^([-+\u2212]?)(\d{1,3}(?: \d{3})+)(?:[.,](\d+))?$/
const groupedByComma = /^([-+\u2212]?)(\d{1,3}(?:,\d{3})+)\.(\d+)$/
const groupedByPoint = /^([-+\u2212]?)(\d{1,3}(?:\.\d{3})+),(\d+)$/
/** What Excel makes of a long number: `9,99996E+19`. */
const scientific = /^[-+\u2212]?\d+(?:[.,]\d+)?[eеEЕ][-+]?\d+$/
const unit = /[\s,]*(?:л|литр(?:а|ов)?|l|тг|тнг|тенге|теңге|kzt|₸)\.?$/iu

export function looksScientific(text: string): boolean {
  return scientific.test(text)
}

/**
 * A cell's text as an integer of 10^-decimals. Takes comma or point, groups of three by a space of any width
 * (or by the other separator, when both are there), a sign, and the unit behind it.
 * Decimals beyond `decimals` must be zeros: nothing is rounded.
 */
export function parseDecimal(text: string, decimals: number): Parsed<number> {
  const spaced = text.replace(/\s+/g, ' ')
  const match = matchNumber(spaced) ?? matchNumber(spaced.replace(unit, ''))
  if (!match) return { fault: looksScientific(text) ? 'number_destroyed' : 'not_a_number' }
  const [, sign = '', whole = '', fraction = ''] = match
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > decimals) return { fault: 'too_precise' }
  const digits = (whole.replace(/[ .,]/g, '') + significant.padEnd(decimals, '0')).replace(/^0+/, '')
  if (digits.length > MAX_DIGITS) return { fault: 'number_too_large' }
  const value = Number(digits)
  return { value: value !== 0 && (sign === '-' || sign === '\u2212') ? -value : value }
}

function matchNumber(text: string): RegExpExecArray | null {
  return plain.exec(text) ?? grouped.exec(text) ?? groupedByComma.exec(text) ?? groupedByPoint.exec(text)
}
