/**
 * The hours of a station as they are stored: eight digits a weekday from Monday, minutes after midnight at which it opens
 * and closes; past 1,440 it closes the next morning. Client-safe. Source of the columns: migration 0050.
 */

import type { OpenHours } from '#app/domain/authorizations/fuel-request.ts'
import { almatyTime, DAY_MINUTES } from '#app/domain/kernel/calendar.ts'

const DIGITS = 8
const NO_HOURS = '99990000'
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof WEEKDAYS)[number]

/** Minutes after midnight; `until` 1 to 1,440, at or before `from` it is the next morning's. */
export interface DaySpan {
  from: number
  until: number
}

export const ROUND_THE_CLOCK = storedWeek(() => ({ from: 0, until: DAY_MINUTES }))

export function storedWeek(spanOf: (weekday: Weekday) => DaySpan | null): string {
  return WEEKDAYS.map((weekday) => {
    const span = spanOf(weekday)
    if (!span) return NO_HOURS
    const closes = span.until > span.from ? span.until : span.until + DAY_MINUTES
    return `${digits(span.from)}${digits(closes)}`
  }).join('')
}

function digits(minute: number): string {
  return String(minute).padStart(DIGITS / 2, '0')
}

/** Null on a day without hours. */
export function spanIn(week: string, weekday: Weekday): DaySpan | null {
  const day = week.slice(placeOf(weekday), placeOf(weekday) + DIGITS)
  if (day.length < DIGITS || day === NO_HOURS) return null
  const [from, closes] = [Number(day.slice(0, DIGITS / 2)), Number(day.slice(DIGITS / 2))]
  return { from, until: closes > DAY_MINUTES ? closes - DAY_MINUTES : closes }
}

/** Null: the hours are not known. */
export function hoursIn(week: string): OpenHours[] | null {
  if (week === '') return null
  return WEEKDAYS.flatMap((weekday) => {
    const span = spanIn(week, weekday)
    return span ? [{ weekdays: [weekday], ...span }] : []
  })
}

/** Where a moment lies in a stored week: what a query compares. */
export function weekMoment(moment: Date) {
  const { weekday, minute } = almatyTime(moment)
  const yesterday = weekday === 1 ? 7 : weekday - 1
  return { today: placeOf(weekday), yesterday: placeOf(yesterday), minute, ofYesterday: minute + DAY_MINUTES }
}

function placeOf(weekday: number): number {
  return (weekday - 1) * DIGITS
}
