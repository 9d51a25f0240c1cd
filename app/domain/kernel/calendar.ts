/**
 * The business day: Asia/Almaty's, on every server, whatever its clock's zone or ICU data. A day is
 * `YYYY-MM-DD`, a wall-clock moment `YYYY-MM-DDTHH:mm:ss`. Source: tzdata, Asia/Almaty; UTC+6 all year from
 * 2005 until the night before 2024-03-01, when clocks went back an hour to UTC+5.
 */

import { DAY_MINUTES, DAY_MS, DAY_SECONDS, HOUR_MS, MINUTE_MS } from './durations.ts'

export { DAY_MINUTES, DAY_MS, DAY_SECONDS, HOUR_MS, MINUTE_MS }

const PLUS_FIVE_SINCE = Date.UTC(2024, 1, 29, 18)

export type Day = string
export type WallClock = string

function offsetAt(instant: number): number {
  return (instant < PLUS_FIVE_SINCE ? 6 : 5) * HOUR_MS
}

/** `08:30`, as a browser's field writes a time of day. */
export const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** `2026-11-30T08:30` of this century, as a browser's field writes a moment. */
export function isClockMoment(text: string): boolean {
  return isDayOfCentury(text.slice(0, 10)) && text[10] === 'T' && clock.test(text.slice(11))
}

/** Whether something valid until a day is over: the last day counts, and what has no last day is never over. */
export function isPast(validUntil: Day | null, today: Day): boolean {
  return validUntil !== null && validUntil < today
}

/** What a clock in Almaty shows. */
export function almatyWallClock(instant: Date): WallClock {
  const time = instant.getTime()
  return new Date(time + offsetAt(time)).toISOString().slice(0, 19)
}

/** What a clock in Almaty shows, with its offset: RFC 3339. */
export function almatyTimestamp(instant: Date): string {
  const hours = offsetAt(instant.getTime()) / HOUR_MS
  return `${almatyWallClock(instant)}+0${hours}:00`
}

/** The day in Almaty. */
export function businessDay(instant: Date): Day {
  const days = Math.floor((instant.getTime() + offsetAt(instant.getTime())) / DAY_MS)
  // Who looks through operations in the order of time asks about one day after another, a hundred thousand times.
  if (lastDay.days !== days) lastDay = { days, day: almatyWallClock(instant).slice(0, 10) }
  return lastDay.day
}
let lastDay = { days: 0, day: '1970-01-01' }

/** `weekday`: 1 Monday to 7 Sunday; `minute`: since midnight. */
export function almatyTime(instant: Date): { day: Day; weekday: number; minute: number } {
  const local = instant.getTime() + offsetAt(instant.getTime())
  const days = Math.floor(local / DAY_MS)
  // 1 January 1970 was a Thursday.
  const weekday = ((((days + 3) % 7) + 7) % 7) + 1
  return { day: businessDay(instant), weekday, minute: Math.floor((local - days * DAY_MS) / MINUTE_MS) }
}

/** The instant so many minutes by the wall clock after the day began: 1,440 is the next day's midnight. */
export function minutesAfter(day: Day, minutes: number): Date {
  const midnight = fromAlmatyWallClock(`${addDays(day, Math.floor(minutes / DAY_MINUTES))}T00:00:00`)
  return new Date(midnight.getTime() + (minutes % DAY_MINUTES) * MINUTE_MS)
}

/** `08:30` of so many minutes after midnight; midnight at the end of a day is `00:00`. */
export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor((minutes % DAY_MINUTES) / 60))}:${two(minutes % 60)}`
}

/** Minutes after midnight of `08:30`. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/**
 * The instant at which a clock in Almaty showed this (imports bring local time). The hour that came twice,
 * 23:00 to midnight on 2024-02-29, is taken as its first pass.
 */
export function fromAlmatyWallClock(local: WallClock): Date {
  const asUtc = Date.parse(`${local}Z`)
  if (Number.isNaN(asUtc)) throw new RangeError(`Not a wall-clock moment: ${local}`)
  const early = asUtc - 6 * HOUR_MS
  return new Date(early < PLUS_FIVE_SINCE ? early : asUtc - 5 * HOUR_MS)
}

/** The first instant of the day and the first of the next: `from <= at && at < until`. */
export function dayBounds(day: Day): { from: Date; until: Date } {
  return {
    from: fromAlmatyWallClock(`${day}T00:00:00`),
    until: fromAlmatyWallClock(`${addDays(day, 1)}T00:00:00`),
  }
}

/** A real day of the calendar, `2026-02-30` is none. */
export function isDay(text: string): boolean {
  return !Number.isNaN(parseDay(text))
}

/** A day that a person may mean: a year outside this century is a typing error. */
export function isDayOfCentury(text: string): boolean {
  return text.startsWith('20') && isDay(text)
}

function utcMidnight(day: Day): number {
  const midnight = parseDay(day)
  if (Number.isNaN(midnight)) throw new RangeError(`Not a day: ${day}`)
  return midnight
}

/** Its UTC midnight in milliseconds, or NaN. `Date.parse` takes 30 February for 2 March. */
function parseDay(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.NaN
  const midnight = Date.parse(`${text}T00:00:00Z`)
  return new Date(midnight).getUTCDate() === Number(text.slice(8)) ? midnight : Number.NaN
}

export function addDays(day: Day, days: number): Day {
  return new Date(utcMidnight(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** How many days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: Day, until: Day): number {
  return (utcMidnight(until) - utcMidnight(from)) / DAY_MS
}

/** Its Monday. */
export function startOfWeek(day: Day): Day {
  const sinceMonday = (new Date(utcMidnight(day)).getUTCDay() + 6) % 7
  return addDays(day, -sinceMonday)
}

export function startOfMonth(day: Day): Day {
  utcMidnight(day)
  return `${day.slice(0, 7)}-01`
}

/** The first and the last day of each of the last months, the present one first. */
export function lastMonths(now: Date, count = 4): { from: Day; to: Day }[] {
  const first = startOfMonth(businessDay(now))
  return Array.from({ length: count }, (_, back) => {
    const from = addMonths(first, -back)
    return { from, to: addDays(addMonths(from, 1), -1) }
  })
}

/** The same day of another month, or that month's last: 31 January + 1 is 28 or 29 February. */
export function addMonths(day: Day, months: number): Day {
  const start = new Date(utcMidnight(startOfMonth(day)))
  start.setUTCMonth(start.getUTCMonth() + months + 1, 0)
  const lastDay = start.getUTCDate()
  start.setUTCDate(Math.min(Number(day.slice(8)), lastDay))
  return start.toISOString().slice(0, 10)
}
