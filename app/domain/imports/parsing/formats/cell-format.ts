/** Numbers of a workbook's cells as text: what Excel would show, dates as `dd.mm.yyyy`. */
import { DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import { withoutTrailing } from '#app/domain/kernel/text.ts'
import { unitInCell } from '../values/decimals.ts'

export type NumberFormat = 'plain' | 'date' | 'time' | 'moment' | ShownDigits

/** How a number is shown: with at least so many digits before the point, and so many behind it. */
export interface ShownDigits {
  whole: number
  decimals: number
  /** The word or the sign behind or before it, where that is a unit or a currency that is not ours: "кг", "₽". */
  unit?: string
}

/** By id, ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates. */
export function builtinFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
  if (id === 22) return 'moment'
  return id === 2 || id === 4 || id === 39 || id === 40 ? { whole: 1, decimals: 2 } : 'plain'
}

/** `[$-419]dd.mm.yyyy h:mm` -> moment. Quoted and escaped letters are text, brackets are colours and languages. */
export function customFormat(code: string): NumberFormat {
  const letters = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[([^[\]]*)\]/g, (whole, inside: string) => (/^(?:h+|m+|s+)$/i.test(inside) ? whole : ''))
    .toLowerCase()
  const date = /[dy]/.test(letters)
  const time = /[hs]/.test(letters)
  if (date && time) return 'moment'
  if (date) return 'date'
  if (time) return 'time'
  const shown = shownDigits(letters)
  const unit = unitOfFormat(code)
  if (unit !== null && /[0#?]/.test(letters) && !/[%e]/.test(letters))
    return { ...(shown ?? { whole: 1, decimals: 0 }), unit }
  if (shown) return shown
  return letters.includes('m') && !/[0#?]/.test(letters) ? 'date' : 'plain'
}

/** The foreign unit that `0.0 "кг"`, `#,##0 [$€-407]` and `#,##0.00\ \₽` write; ours says no more than the title. */
function unitOfFormat(code: string): string | null {
  const [positive = ''] = code.split(';')
  const words = positive
    .replace(/\[\$([^[\]-]*)(?:-[^[\]]*)?\]/g, ' $1 ')
    .replace(/\[[^[\]]*\]|[_*]./g, ' ')
    .replace(/[0#?.,"\\]/g, ' ')
    .trim()
    .split(/\s+/)
  const unit = words.findLast((word) => typeof (unitInCell(`0 ${word}`) ?? '') === 'object') ?? null
  // A number shown in thousands is stored whole.
  return unit !== null && /^(?:тыс|млн)/iu.test(unit) ? null : unit
}

/** `#,##0.00` -> two decimals; `0000000000` -> ten digits. Null: shown as it is. */
function shownDigits(letters: string): ShownDigits | null {
  const [positive = ''] = letters.split(';')
  const [, whole = '', , decimals = ''] =
    /([0#?, ]*)(\.([0#?]+))?/.exec(positive.replace(/^[^0#?.]+/, '')) ?? []
  const zeros = whole.replace(/[^0]/g, '').length
  // Thousands, per cents and exponents are shown as another number than they are.
  if (/[%e]/.test(positive) || /[0#?],+\s*(?:\.|$)/.test(positive)) return null
  return decimals.length > 0 || zeros > 1 ? { whole: zeros, decimals: decimals.length } : null
}

/** Excel keeps 15 digits; at 16 a number of a card has already lost its last. */
const TOO_BIG = 1e15

/** `raw` is the cell's number as the file writes it; anything else comes back as it is. */
export function numberText(raw: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (typeof format === 'string' && format !== 'plain' && value >= 0 && value < 2_958_466)
    return momentText(value, format, from1904)
  if (Math.abs(value) >= TOO_BIG) return value.toExponential().replace('e', 'E')
  // 47.519999999999996 is how a double spells 47.52; Excel shows 15 digits, and so do we.
  const text = /[.eE]/.test(raw) ? withoutExponent(Number(value.toPrecision(15))) : String(value)
  if (typeof format !== 'object') return unmistakable(text)
  const shown = unmistakable(asShown(text, format))
  return format.unit === undefined ? shown : `${shown} ${format.unit}`
}

/** Excel rounds a decimal half away from zero; text keeps what a double would lose. */
function asShown(text: string, { whole, decimals }: ShownDigits): string {
  const [, sign = '', digits = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? []
  if (digits === '') return text
  if (fraction.length <= decimals || decimals === 0) {
    const padded = sign + digits.padStart(whole, '0')
    return fraction === '' ? padded : `${padded}.${fraction}`
  }
  const kept = BigInt(digits + fraction.slice(0, decimals)) + (Number(fraction[decimals]) >= 5 ? 1n : 0n)
  const written = String(kept).padStart(decimals + 1, '0')
  return `${sign}${written.slice(0, -decimals)}.${written.slice(-decimals)}`
}

/** Three decimals of a number could be thousands to whoever reads the text; a fourth says which. */
function unmistakable(text: string): string {
  return /^-?\d{1,3}\.\d{3}$/.test(text) ? `${text}0` : text
}

function withoutExponent(value: number): string {
  const text = String(value)
  return text.includes('e') ? withoutTrailing(withoutTrailing(value.toFixed(12), '0'), '.') : text
}

function momentText(serial: number, format: 'date' | 'time' | 'moment', from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const seconds = Math.round(serial * DAY_SECONDS)
  const iso = new Date(epoch + seconds * 1000).toISOString()
  const time = iso.slice(11, 19)
  if (format === 'time' && serial < 1) return time
  const day = `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`
  return seconds % DAY_SECONDS === 0 && format !== 'moment' ? day : `${day} ${time}`
}
