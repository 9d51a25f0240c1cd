/** Numbers of cards and coupons, and degrees, as people and programs write them. */

import { binFault, cleanBin, restoreBinZeros } from '#app/domain/companies/bin.ts'
import { ungrouped } from '#app/domain/kernel/instrument.ts'
import { memoized } from '../memoized.ts'
import type { MaskedNumber } from '../records.ts'

/** What stands for nothing. Words only where no word is asked for. */
export const dash = /^[-–—]+$/
export const nothing =
  /^(?:нет|нету|не указан[оа]?|не задан[оа]?|н\/д|n\/a|none|null|nil|nan|б\/н|жоқ|көрсетілмеген)$/iu
/** `Карта 7825 .. 6325`, `7825 .. 6325 (Иванов)`. */
const wordInFront =
  /^(?:топливная карта|карта|талон|card|coupon|voucher)\s{0,5}(?:№|no\.?|n|:)?\s{0,5}(?=\d)/iu
const wordsBehind = /(?<=\d)\s*\([^()\d]{1,60}\)$/u

/** A BIN as a cell writes it, and why it is none. A register has few companies and many rows. */
export const binIn = memoized((cell: string) => {
  const bin = restoreBinZeros(cleanBin(cell))
  return { bin, fault: binFault(bin) }
})

/** `43°52'56"` in degrees; NaN for anything else. */
function fromMinutes(text: string): number {
  const [, whole, minutes, seconds = '0'] =
    /^(\d{1,3})°\s?(\d{1,2})['′’](?:\s?(\d{1,2}(?:[.,]\d+)?)["″”])?$/.exec(text) ?? []
  if (whole === undefined || Number(minutes) > 59) return Number.NaN
  return Number(whole) + Number(minutes) / 60 + Number(seconds.replace(',', '.')) / 3600
}

/** Without spaces and the dashes between groups of four, the word in front, the name behind, and `.0`. */
export function tidiedNumber(cell: string): string {
  const text = ungrouped(cell.normalize('NFKC').replace(wordInFront, '').replace(wordsBehind, ''))
  // A number that went through a program that knows decimals only.
  return /^\d{1,15}\.0+$/.test(text) || (/^\d{16}\.0+$/.test(text) && Number.isSafeInteger(Number(text)))
    ? text.slice(0, text.indexOf('.'))
    : text
}

/** `7825060714626325 / Иванов И. И.`, `Иванов И. И. (7825060714626325)`: the only digits beside a name are the number. */
export function numberBesideName(text: string): string | null {
  const [digits, second] = text.match(/(?<![\p{L}\d])\d(?:[ -]?\d){7,19}(?![\p{L}\d])/gu) ?? []
  if (digits === undefined || second !== undefined) return null
  const rest = text.replace(digits, ' ')
  return /\p{L}/u.test(rest) && /^[\p{L}\s.,;:/()«»"'№-]*$/u.test(rest) ? digits.replace(/[ -]/g, '') : null
}

/** Words of letters alone beside a number: `7825 Иванов` is no number. The letters of a plate are fewer. */
export function hasWords(number: string): boolean {
  return /(?:^|[\s/])(?:[\u0400-\u04FF]{3,}|[A-Za-z]{4,})(?:[\s./]|$)/.test(number)
}

/** `0001-0010`, `0011 – 0020`: the first and the last of several, or one number in two parts: nobody can tell. */
export function isRange(text: string): boolean {
  const [, first = '', last = ''] = /^(\d{1,20})\s{0,3}[-–—]\s{0,3}(\d{1,20})$/.exec(text) ?? []
  return first !== '' && first.length === last.length && first < last
}

/** `7825********6325`, `XXXXXXXXXXXX6325`; null for a whole number. */
export function maskOf(text: string): MaskedNumber | null {
  const [, first = '', , last = ''] =
    /^(\d{0,12})([*•●.xхXХ#]{2,})(\d{2,12})$/u.exec(text.replace(/[\s-]+/g, '')) ?? []
  return last === '' ? null : { first, last }
}

/** Decimal degrees, or degrees and minutes; NaN for anything else. */
export function degreesIn(text: string): number {
  return /^-?\d{1,3}(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : fromMinutes(text)
}
