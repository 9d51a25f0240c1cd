/** What the cells of one row look like, whatever its register. */

import { plainWords } from '../normalise-text.ts'
import type { SheetRow } from '../sheet-row.ts'
import { orderOf, parseDateTime } from '../values/dates.ts'

const page = /^(?:страница|стр|лист|page|бет) \d+/u

/** A sum beside the words of a row. */
export function isDecimal(text: string): boolean {
  return /^-?\d[\d\s]{0,14}(?:[.,]\d{1,3})?$/.test(text)
}

export function isFilled(cell: string): boolean {
  return cell.trim() !== ''
}

export function textsOf(row: SheetRow): string[] {
  return row.cells.filter(isFilled)
}

export function hasLetter(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    // Digits and the marks between them, which most cells consist of.
    if (text.charCodeAt(at) > 0x39) return /\p{L}/u.test(text)
  }
  return false
}

export function isDated(text: string): boolean {
  return orderOf(text) !== null || !('fault' in parseDateTime(text))
}

/** A line that is drawn across a printed page. */
export function isRule(texts: readonly string[]): boolean {
  return texts.every((cell) => /^[\s\-_=.*+—–\u2500-\u257F]+$/.test(cell))
}

/** `Страница 2`; a row that begins with anything but a letter is none. */
export function isPageMark([first = '', ...rest]: readonly string[]): boolean {
  if (!/^[^\p{L}\p{N}]*\p{L}/u.test(first)) return false
  return page.test(plainWords([first, ...rest].join(' ').slice(0, 100)))
}

/** `1;2;3;4`: the numbers of the columns, which 1C writes below its header. */
export function isCounting({ cells }: SheetRow): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  return filled.length >= 3 && filled.every((cell, index) => cell === String(index + 1))
}
