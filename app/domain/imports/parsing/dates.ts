/** Days and times of day as registers write them. A day is `YYYY-MM-DD`, a time `HH:mm:ss`, both Almaty's. */
import { isDay } from '#app/domain/kernel/calendar.ts'
import type { Parsed } from './decimals.ts'
import { memoized } from './memoized.ts'

const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?:\s*г\.?)?$/u
const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/
/** Days since 1899-12-30, Excel's count, with the time of day as a fraction. */
const serial = /^(\d{5})(?:[.,](\d+))?$/
const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?$/
const dayAndTime = /^(.*?\d)(?:\s*г\.?)?(?:T|,?\s+)(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)Z?$/iu

const FIRST_YEAR = 2000
const LAST_YEAR = 2099
const DAY_SECONDS = 86_400

export interface LocalDateTime {
  day: string
  /** Null when the cell holds a day only. */
  time: string | null
}

/** A day, with its time of day when the cell has one. Two digits of a year are this century's. */
export const parseDateTime = memoized(readDateTime)

function readDateTime(text: string): Parsed<LocalDateTime> {
  const counted = serial.exec(text)
  if (counted) return fromSerial(Number(counted[1]), Number(`0.${counted[2] ?? 0}`))
  const both = dayAndTime.exec(text)
  const day = parseDay(both?.[1] ?? text)
  if ('fault' in day) return day
  if (!both) return { value: { day: day.value, time: null } }
  const time = parseTime(both[2] ?? '')
  return 'fault' in time ? time : { value: { day: day.value, time: time.value } }
}

function parseDay(text: string): Parsed<string> {
  const forward = yearFirst.exec(text)
  const backward = dayFirst.exec(text)
  if (!forward && !backward) return { fault: 'bad_date' }
  const [year, month, day] = forward ? forward.slice(1) : (backward?.slice(1).reverse() ?? [])
  const fullYear = year?.length === 2 ? `20${year}` : `${year}`
  const written = `${fullYear}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`
  if (!isDay(written)) return { fault: 'no_such_day' }
  return Number(fullYear) < FIRST_YEAR || Number(fullYear) > LAST_YEAR
    ? { fault: 'date_out_of_range' }
    : { value: written }
}

function fromSerial(days: number, fraction: number): Parsed<LocalDateTime> {
  const seconds = Math.round(fraction * DAY_SECONDS)
  const moment = new Date(Date.UTC(1899, 11, 30) + (days * DAY_SECONDS + seconds) * 1000).toISOString()
  const year = Number(moment.slice(0, 4))
  if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: 'bad_date' }
  return { value: { day: moment.slice(0, 10), time: seconds === 0 ? null : moment.slice(11, 19) } }
}

/** `7:05` -> `07:05:00`; a fraction of a day below 1, as Excel counts, too. */
export function parseTime(text: string): Parsed<string> {
  if (/^0[.,]\d+$/.test(text)) {
    const seconds = Math.round(Number(text.replace(',', '.')) * DAY_SECONDS)
    return { value: new Date(Math.min(seconds, DAY_SECONDS - 1) * 1000).toISOString().slice(11, 19) }
  }
  const match = timeOfDay.exec(text)
  if (!match) return { fault: 'bad_time' }
  const [, hours = '', minutes = '', seconds = '00'] = match
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return { fault: 'bad_time' }
  return { value: `${hours.padStart(2, '0')}:${minutes}:${seconds}` }
}
