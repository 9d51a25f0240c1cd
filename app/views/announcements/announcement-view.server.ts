import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Locale } from '#locales/index.ts'

interface Texts {
  title_en: string
  title_ru: string
  title_kk: string
  text_en: string
  text_ru: string
  text_kk: string
}

export function wordsIn(row: Texts, locale: Locale): { title: string; text: string } {
  return { title: row[`title_${locale}`], text: row[`text_${locale}`] }
}

/** Days, inclusive; of one that was withdrawn within its first day that day. */
export function periodOf({ starts_at, ends_at }: { starts_at: Date; ends_at: Date }) {
  const lastMoment = Math.max(starts_at.getTime(), ends_at.getTime() - 1)
  return { from: businessDay(starts_at), until: businessDay(new Date(lastMoment)) }
}
