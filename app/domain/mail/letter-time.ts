import { almatyWallClock, type Day } from '#app/domain/kernel/calendar.ts'
import type { Locale } from '#db/schema/index.ts'
import { formatDate, formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'

/** An instant as letters write it: Almaty's day and time, in the reader's language. */
export function formatLetterTime(instant: Date, locale: Locale): string {
  return formatDateTime(almatyWallClock(instant), locale)
}

/** A day in the reader's language. */
export function formatLetterDay(day: Day, locale: Locale): string {
  return formatDate(day, locale)
}

/** Tiyn in the reader's language. */
export function formatLetterMoney(tiyn: number, locale: Locale): string {
  return formatMoney(tiyn, locale)
}

/** Millilitres in the reader's language. */
export function formatLetterVolume(millilitres: number, locale: Locale): string {
  return formatVolume(millilitres, locale)
}
