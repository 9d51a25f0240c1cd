/** Weekly hours: whether a moment lies in them, and when the next begin. Client-safe; times of Asia/Almaty. */

import { almatyTime, DAY_MINUTES, minutesAfter } from '#app/domain/kernel/calendar.ts'
import type { OpenHours } from './fuel-request.ts'

/** The first minute counts, the last does not. */
export function isWithin(hours: readonly OpenHours[], moment: Date): boolean {
  const { weekday, minute } = almatyTime(moment)
  const yesterday = weekday === 1 ? 7 : weekday - 1
  return hours.some(({ weekdays, from, until }) => {
    const end = until > from ? until : until + DAY_MINUTES
    return (
      (weekdays.includes(weekday) && from <= minute && minute < end) ||
      (weekdays.includes(yesterday) && minute + DAY_MINUTES < end)
    )
  })
}

/** When they begin next, within a week; null: never. */
export function nextWithin(hours: readonly OpenHours[], moment: Date): Date | null {
  const { day, weekday, minute } = almatyTime(moment)
  for (let days = 0; days <= 7; days++) {
    const begins = hours
      .filter(
        ({ weekdays, from }) =>
          weekdays.includes(((weekday - 1 + days) % 7) + 1) && (days > 0 || from > minute),
      )
      .map(({ from }) => from)
    if (begins.length > 0) return minutesAfter(day, days * DAY_MINUTES + Math.min(...begins))
  }
  return null
}
