/**
 * The one formatter of what people read: the same text on the server and in the browser, so a page never
 * jumps when it comes alive. No Intl: Chromium's data for Kazakh is a stub. Dates come as Asia/Almaty's
 * wall clock (`2026-03-05`, `2026-03-05T14:07:00`), money in tiyn, volume in millilitres.
 */
import type { Locale } from '#locales/index.ts'

type Whole = number | bigint

const NBSP = '\u00A0'
const MINUS = '\u2212'

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `-1234567`, 2 -> `['-', '12345', '67']`; digits only, so that bigint loses nothing. */
function split(value: Whole, decimals: number): [sign: string, whole: string, fraction: string] {
  const digits = String(value)
    .replace('-', '')
    .padStart(decimals + 1, '0')
  const point = digits.length - decimals
  return [value < 0 ? '-' : '', digits.slice(0, point), digits.slice(point)]
}

function onScreen(value: Whole, decimals: number, locale: Locale, trim = false): string {
  const [sign, whole, fraction] = split(value, decimals)
  const shown = trim ? fraction.replace(/0+$/, '') : fraction
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'en' ? ',' : NBSP)
  return (sign && MINUS) + grouped + (shown && (locale === 'en' ? '.' : ',') + shown)
}

/** `1 234`, `1,234` */
export function formatInteger(value: Whole, locale: Locale): string {
  return onScreen(value, 0, locale)
}

/** Tiyn -> `1 234,50 ₸`, `1,234.50 ₸` */
export function formatMoney(tiyn: Whole, locale: Locale): string {
  return `${onScreen(tiyn, 2, locale)}${NBSP}₸`
}

/** Millilitres -> `1 234,5 л`, `1,234.5 L` */
export function formatVolume(millilitres: Whole, locale: Locale): string {
  return `${onScreen(millilitres, 3, locale, true)}${NBSP}${locale === 'en' ? 'L' : 'л'}`
}

/** `05.03.2026`, `5 Mar 2026`; the time of day, if any, is left out. */
export function formatDate(local: string, locale: Locale): string {
  const [year, month, day] = [local.slice(0, 4), local.slice(5, 7), local.slice(8, 10)]
  return locale === 'en' ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : `${day}.${month}.${year}`
}

/** `05.03.2026, 14:07`, `5 Mar 2026, 14:07` */
export function formatDateTime(local: string, locale: Locale): string {
  return `${formatDate(local, locale)}, ${local.slice(11, 16)}`
}

/** `1234.50`, `-0,05`: money in files, without grouping; 1C and a Russian Excel want the comma. */
export function fileMoney(tiyn: Whole, point: '.' | ',' = '.'): string {
  const [sign, whole, fraction] = split(tiyn, 2)
  return sign + whole + point + fraction
}

/** `1234.500`: litres in files */
export function fileVolume(millilitres: Whole, point: '.' | ',' = '.'): string {
  const [sign, whole, fraction] = split(millilitres, 3)
  return sign + whole + point + fraction
}
