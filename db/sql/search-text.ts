/**
 * What somebody types, in the forms in which tables hold it: the one place that decides how forgiving a search is, for
 * every list and for the search of everything. The columns named in db/migrations 0074 to 0077 are made by the same rules.
 */

/** Of each kind of dash, and what Excel puts before a text. */
const BETWEEN_DIGITS = /[\s.,'’‘ʼ`´\u2010-\u2015\u2212-]/g

/** Numbers as they are stored, however they were typed: `'7825 4628-9462`, `7825.4628.9462` -> `782546289462`. */
export function packed(text: string): string {
  const bare = text.replace(BETWEEN_DIGITS, '')
  if (/^\d+$/.test(bare)) return bare
  // A mark alone is a text of its own: nothing would be the beginning of everything.
  return text.replace(/\s/g, '').replace(/^['’‘ʼ`´](?=.)/, '')
}

const LATIN: Record<string, string> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  І: 'I',
  Ү: 'Y',
  Ұ: 'Y',
  Һ: 'H',
}

/** A plate in Latin capitals, whichever of the letters that look alike were typed: `719 вмw-17` -> `719BMW17`. */
export function plateKey(text: string): string {
  return lettersAndDigits(text.toUpperCase().replace(/[А-ЯІҮҰҺ]/g, (letter) => LATIN[letter] ?? letter))
}

/** The number of a contract without what stands between its parts: `№ 12/Д-7` -> `12Д7`. */
export function lettersAndDigits(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}

const FOLDED: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
}

/** Letters as a keyboard without the Kazakh ones writes them: `Қасымова Әсел` -> `касымова асел`. */
export const foldedPairs = Object.entries(FOLDED)

function folded(text: string): string {
  return text.toLowerCase().replace(/[әғқңөұүһіё]/g, (letter) => FOLDED[letter] ?? letter)
}

/** More words than this narrow nothing down. */
const MAX_WORDS = 6

/** Its words, the longest first: that one leads through an index, the others only have to be there. */
export function wordsOf(text: string): string[] {
  const words = folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  return words.slice(0, MAX_WORDS).sort((one, other) => other.length - one.length)
}

/** How the digits of a stored telephone may begin: with the country, with 8 instead, or with neither. */
export function phoneBeginnings(text: string): string[] {
  if (/[^\d\s()+.-]/.test(text)) return []
  const digits = text.replace(/\D/g, '')
  if (digits.length < 5) return []
  const rest = /^[78]/.test(digits) ? digits.slice(1) : digits
  return [...new Set([digits, `7${rest}`, `8${rest}`, `7${digits}`, `8${digits}`])]
}
