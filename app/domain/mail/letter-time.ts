import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { formatDateTime } from '#app/domain/kernel/format.ts'
import type { Locale } from '#db/schema/index.ts'

/** An instant as letters write it: Almaty's day and time, in the reader's language. */
export function formatLetterTime(instant: Date, locale: Locale): string {
  return formatDateTime(almatyWallClock(instant), locale)
}
