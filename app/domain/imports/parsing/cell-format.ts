/** Numbers of a workbook's cells as text: what Excel would show, dates as `dd.mm.yyyy`. */

export type NumberFormat = 'plain' | 'date' | 'time' | 'moment'

/** By id, ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are East Asian dates. */
export function builtinFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time'
  return id === 22 ? 'moment' : 'plain'
}

/** `[$-419]dd.mm.yyyy h:mm` -> moment. Quoted and escaped letters are text, brackets are colours and languages. */
export function customFormat(code: string): NumberFormat {
  const letters = code
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase()
  const date = /[dy]/.test(letters)
  const time = /[hs]/.test(letters)
  if (date && time) return 'moment'
  if (date) return 'date'
  if (time) return 'time'
  return /^[^0#?]*m[^0#?]*$/.test(letters) ? 'date' : 'plain'
}

const DAY_SECONDS = 86_400
/** Excel keeps 15 digits; at 16 a number of a card has already lost its last. */
const TOO_BIG = 1e15

/** `raw` is the cell's number as the file writes it; anything else comes back as it is. */
export function numberText(raw: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  if (format !== 'plain' && value >= 0 && value < 2_958_466) return momentText(value, format, from1904)
  if (Math.abs(value) >= TOO_BIG) return value.toExponential().replace('e', 'E')
  // 47.519999999999996 is how a double spells 47.52; Excel shows 15 digits, and so do we.
  return /[.eE]/.test(raw) ? withoutExponent(Number(value.toPrecision(15))) : String(value)
}

function withoutExponent(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text
}

function momentText(serial: number, format: NumberFormat, from1904: boolean): string {
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const seconds = Math.round(serial * DAY_SECONDS)
  const iso = new Date(epoch + seconds * 1000).toISOString()
  const time = iso.slice(11, 19)
  if (format === 'time' && serial < 1) return time
  const day = `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`
  return seconds % DAY_SECONDS === 0 ? day : `${day} ${time}`
}
