/**
 * The one formatter of what people read: the same text on the server and in the browser, so a page never
 * jumps when it comes alive. No Intl: Chromium's data for Kazakh is a stub. Dates come as Asia/Almaty's
 * wall clock (`2026-03-05`, `2026-03-05T14:07:00`), money in tiyn, volume in millilitres.
 */
import type { Locale } from '#locales/index.ts'

type Whole = number | bigint

const NBSP = '\u00A0'
const MINUS = '\u2212'

const monthNames: Record<Locale, string> = {
  en: 'January February March April May June July August September October November December',
  ru: 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря',
  kk: 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан',
}

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

function dayOf(local: string, locale: Locale): { year: string; month: string; day: number } {
  const month = monthNames[locale].split(' ')[Number(local.slice(5, 7)) - 1] ?? ''
  return { year: local.slice(0, 4), month, day: Number(local.slice(8, 10)) }
}

/** `05.03.2026`, `5 Mar 2026`; the time of day, if any, is left out. */
export function formatDate(local: string, locale: Locale): string {
  const { year, month, day } = dayOf(local, locale)
  return locale === 'en'
    ? `${day} ${month.slice(0, 3)} ${year}`
    : `${local.slice(8, 10)}.${local.slice(5, 7)}.${year}`
}

/** `5 марта 2026 г.`, `2026 ж. 5 наурыз`, `5 March 2026` */
export function formatLongDate(local: string, locale: Locale): string {
  const { year, month, day } = dayOf(local, locale)
  if (locale === 'kk') return `${year}${NBSP}ж. ${day}${NBSP}${month}`
  return locale === 'ru' ? `${day}${NBSP}${month} ${year}${NBSP}г.` : `${day}${NBSP}${month} ${year}`
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

/**
 * How long ago, for the words `common:ago.<unit>`; both moments on the same clock (the loader's), so that
 * the server and the browser agree. A moment in the future reads as now: clocks differ by seconds.
 */
export function timeAgo(
  then: string,
  now: string,
): { unit: 'now' | 'minutes' | 'hours' | 'days'; count: number } {
  const minutes = Math.floor((Date.parse(`${now}Z`) - Date.parse(`${then}Z`)) / 60_000)
  if (minutes < 1) return { unit: 'now', count: 0 }
  if (minutes < 60) return { unit: 'minutes', count: minutes }
  if (minutes < 24 * 60) return { unit: 'hours', count: Math.floor(minutes / 60) }
  return { unit: 'days', count: Math.floor(minutes / (24 * 60)) }
}
