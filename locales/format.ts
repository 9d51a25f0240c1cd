/**
 * The one formatter of what people read: the same text on the server and in the browser, so a page never
 * jumps when it comes alive. No Intl: Chromium's data for Kazakh is a stub. Dates come as Asia/Almaty's
 * wall clock (`2026-03-05`, `2026-03-05T14:07:00`), money in tiyn, volume in millilitres.
 */
import type { Locale } from './index.ts'

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

function onScreen(
  value: Whole,
  decimals: number,
  locale: Locale,
  places: number | 'needed' = decimals,
): string {
  const [sign, whole, fraction] = split(value, decimals)
  const shown = places === 'needed' ? fraction.replace(/0{1,3}$/, '') : fraction.slice(0, places)
  const grouped = inThousands(whole).join(locale === 'en' ? ',' : NBSP)
  return (sign && MINUS) + grouped + (shown && (locale === 'en' ? '.' : ',') + shown)
}

/** `1234567` -> `['1', '234', '567']` */
function inThousands(digits: string): string[] {
  const first = digits.length % 3
  const groups = digits.slice(first).match(/\d{3}/g) ?? []
  return first > 0 ? [digits.slice(0, first), ...groups] : groups
}

/** `1 234`, `1,234` */
export function formatInteger(value: Whole, locale: Locale): string {
  return onScreen(value, 0, locale)
}

/** `+77017654321` -> `+7 (701) 765-43-21`, which does not break at a line's end; other countries' numbers as they are. */
export function formatPhone(phone: string): string {
  const [, code, ...parts] = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone) ?? []
  return code ? `+7${NBSP}(${code})${NBSP}${parts.join('\u2011')}` : phone
}

/** Tiyn -> `1 234,50 ₸`, `1,234.50 ₸` */
export function formatMoney(tiyn: Whole, locale: Locale): string {
  return `${onScreen(tiyn, 2, locale)}${NBSP}₸`
}

/** Millilitres -> `1 234,5 л`, `1,234.5 L`; with as many decimals as its column has, where they stand beneath each other */
export function formatVolume(millilitres: Whole, locale: Locale, places?: number): string {
  return `${onScreen(millilitres, 3, locale, places ?? 'needed')}${NBSP}${locale === 'en' ? 'L' : 'л'}`
}

/** The decimals that the volumes of a column need, so that their decimal marks stand beneath each other. */
export function placesOf(millilitres: readonly number[]): number {
  return Math.max(0, ...millilitres.map((volume) => split(volume, 3)[2].replace(/0{1,3}$/, '').length))
}

/** `05.03.2026`, `5 Mar 2026`; the time of day, if any, is left out. */
export function formatDate(local: string, locale: Locale): string {
  const [year, month, day] = [local.slice(0, 4), local.slice(5, 7), local.slice(8, 10)]
  return locale === 'en' ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : `${day}.${month}.${year}`
}

/** `01.03.2026 – 05.03.2026`: where a line ends between the two, the dash stays with the first. */
export function formatDates(from: string, until: string, locale: Locale): string {
  return `${formatDate(from, locale)}${NBSP}– ${formatDate(until, locale)}`
}

/** `05.03.2026, 14:07`, `5 Mar 2026, 14:07` */
export function formatDateTime(local: string, locale: Locale): string {
  return `${formatDate(local, locale)}, ${local.slice(11, 16)}`
}
