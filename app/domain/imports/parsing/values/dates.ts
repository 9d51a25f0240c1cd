/** Days and times of day as registers write them. A day is `YYYY-MM-DD`, a time `HH:mm:ss`, both Almaty's. */
import { addDays, almatyWallClock, DAY_SECONDS, isDay, MINUTE_MS } from '#app/domain/kernel/calendar.ts'
import { memoized } from '../memoized.ts'
import { plainDate } from './date-words.ts'
import type { Parsed } from './decimals.ts'
import { type Zone, zoneOf } from './zones.ts'

/** How a file writes days of which the digits alone do not tell. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

export interface DateHabits {
  order: DateOrder
  /** Days are counted from 1904, in workbooks of old Macintoshes. */
  from1904: boolean
}

const digitsOfDay = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:\s*г\.?)?$/u
const yearFirst = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/
/** `2026 жылғы 3 желтоқсан`, as Kazakh papers write a day. */
const yearInWords = /^(\d{4})\s+(?:жылғы|ж\.?)\s+(\d{1,2})\s+(\p{L}{3,9})$/u
const inWords = /^(\d{1,2})[\s-]+(\p{L}{3,9})\.?,?[\s-]+(\d{4})(?:\s*(?:г|ж)\.?)?$/u
/** `20112026` begins with no year: the twentieth month is none. */
const compact = /^(?:(20\d{2})(0[1-9]|1[0-2])(\d{2})|(\d{2})(\d{2})(20\d{2}))$/
/** Days since 1899-12-30, Excel's count, with the time of day as a fraction. */
const serial = /^(\d{5})(?:[.,](\d+))?$/
const timeOfDay = /^(\d{1,2})[:-](\d{2})(?:[:-](\d{2}))?(?:[.,]\d+)?(?:\s*([ap])\.?m\.?)?$/i
/** `08.15`; with one digit before the point it may be a number. */
const dottedTime = /^(\d{2})\.(\d{2})(?:\.(\d{2}))?$/
const compactTime = /^(\d{2})(\d{2})(\d{2})?$/
/** The zone behind it is an offset, `Z` or the name of one that is known. */
const dayAndTime =
  /^(\S[^:]*?\d|\d{4} \S[^:]*?\p{L})(?:\s*[гж]\.?)?(?:T|,?\s+)(\d{1,2}(?:[:-]\d{2}){1,2}(?:[.,]\d+)?(?:\s?[ap]\.?m\.?)?)\s*(Z|[+-]\d{2}(?::?\d{2})?|\(?\p{L}{3,4}\)?)?$/iu
/** What 1C writes where there is no date. */
const noDate = /^0?1[./-]0?1[./-]0001(?:[T\s]|$)/

const months = new Map<string, number>()
for (const [index, names] of [
  'янв jan қаң',
  'фев feb ақп',
  'мар mar нау',
  'апр apr сәу',
  'мая май may мам',
  'июн jun мау',
  'июл jul шіл',
  'авг aug там',
  'сен sep қыр',
  'окт oct қаз',
  'ноя nov қар',
  'дек dec жел',
].entries())
  for (const name of names.split(' ')) months.set(name, index + 1)

/** Two digits that are taken for a year where they could be a day too: no register of the trade is older. */
const YEARS_OF_TWO_DIGITS = { first: 15, last: 45 }
export const FIRST_YEAR = 2000
export const LAST_YEAR = 2099
const DAYS_TO_1904 = 1462

export interface LocalDateTime {
  day: string
  /** Null when the cell holds a day only. */
  time: string | null
}

const readers = new Map<string, (text: string) => Parsed<LocalDateTime>>()

/** A day, with its time of day when the cell has one. Two digits of a year are this century's. */
export function parseDateTime(
  text: string,
  { order, from1904 }: DateHabits = { order: 'dmy', from1904: false },
): Parsed<LocalDateTime> {
  const key = `${order}${from1904}`
  const known = readers.get(key)
  if (known) return known(text)
  const reader = memoized((cell: string) => readDateTime(cell, { order, from1904 }))
  readers.set(key, reader)
  return reader(text)
}

function readDateTime(written: string, habits: DateHabits): Parsed<LocalDateTime> {
  const text = plainDate(written)
  const counted = serial.exec(text)
  if (counted) return fromSerial(Number(counted[1]), Number(`0.${counted[2] ?? 0}`), habits)
  const both = dayAndTime.exec(text)
  const day = parseDay(both?.[1] ?? text, habits.order)
  if ('fault' in day) return day
  if (!both) return { value: { day: day.value, time: null } }
  const time = parseTime(both[2] ?? '')
  if ('fault' in time) return /^24:00/.test(both[2] ?? '') ? { value: midnightAfter(day.value) } : time
  return both[3] === undefined
    ? { value: { day: day.value, time: time.value } }
    : inAlmaty(day.value, time.value, both[3])
}

/** `24:00:00` is the first moment of the next day. */
export function midnightAfter(day: string): LocalDateTime {
  return { day: addDays(day, 1), time: '00:00:00' }
}

export function zoneInTitle(title: string): 'utc' | 'msk' | null {
  const word = /(?:^|[^\p{L}]|\p{Ll}(?=[UG]))(UTC|GMT|МСК|MSK|москов\p{L}{0,6}|moscow)(?:$|[^\p{L}])/iu.exec(
    title,
  )?.[1]
  if (word === undefined) return null
  return /^(?:utc|gmt)$/i.test(word) ? 'utc' : 'msk'
}

/** Whether the cell names its own zone, which counts more than that of its title. */
export function hasZone(text: string): boolean {
  return dayAndTime.exec(plainDate(text))?.[3] !== undefined
}

/** A day and time of a zone as Almaty's clock showed them. */
export function fromZone({ day, time }: { day: string; time: string }, zone: Zone): LocalDateTime {
  if (zone === 'almaty') return { day, time }
  const local = almatyWallClock(new Date(Date.parse(`${day}T${time}Z`) - zone * MINUTE_MS))
  return { day: local.slice(0, 10), time: local.slice(11) }
}

function inAlmaty(day: string, time: string, zone: string): Parsed<LocalDateTime> {
  const name = zone.toLowerCase().replace(/[()]/g, '')
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(name)
  const zoneNamed = offset
    ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
    : zoneOf(name)
  return zoneNamed === undefined ? { fault: 'bad_date' } : { value: fromZone({ day, time }, zoneNamed) }
}

/** The day that the digits say; null when a day and a month below 13 could be either. */
export const orderOf = memoized((text: string): DateOrder | 'either' | null => {
  const day = dayOf(text)
  const [, first = '', separator, second = ''] = digitsOfDay.exec(day.trim()) ?? []
  if (yearOfTwoDigits(text) === 'first') return 'ymd'
  if (separator === undefined || separator === '.') return null
  if (Number(first) > 12) return 'dmy'
  if (Number(second) > 12) return 'mdy'
  return first.padStart(2, '0') === second.padStart(2, '0') ? null : 'either'
})

function dayOf(written: string): string {
  const text = plainDate(written)
  return dayAndTime.exec(text)?.[1] ?? text
}

/** Where the year of `26.11.02` or `02.11.26` stands; null when both ends could be one, or neither. */
export const yearOfTwoDigits = memoized((text: string): 'first' | 'last' | null => {
  const day = dayOf(text)
  const [, first = '', , , last = ''] = digitsOfDay.exec(day.trim()) ?? []
  if (first.length !== 2 || last.length !== 2) return null
  const isYear = (digits: string) =>
    Number(digits) >= YEARS_OF_TWO_DIGITS.first && Number(digits) <= YEARS_OF_TWO_DIGITS.last
  if (isYear(first) === isYear(last)) return null
  return isYear(first) ? 'first' : 'last'
})

function parseDay(text: string, order: DateOrder): Parsed<string> {
  const written = datePartsOf(text.trim(), order)
  if (!written) return { fault: 'bad_date' }
  const { year, month, day } = written
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (!isDay(iso)) return { fault: 'no_such_day' }
  return Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR
    ? { fault: 'date_out_of_range' }
    : { value: iso }
}

function datePartsOf(text: string, order: DateOrder): { year: string; month: string; day: string } | null {
  const forward = yearFirst.exec(text)
  if (forward) return { year: forward[1] ?? '', month: forward[2] ?? '', day: forward[3] ?? '' }
  const digits = digitsOfDay.exec(text)
  if (digits) return numberedDay(digits, order)
  const yearly = yearInWords.exec(text)
  const words = yearly ? [text, yearly[2], yearly[3], yearly[1]] : inWords.exec(text)
  if (words) {
    const month = months.get((words[2] ?? '').toLowerCase().slice(0, 3))
    return month ? { year: words[3] ?? '', month: String(month), day: words[1] ?? '' } : null
  }
  const pressed = compact.exec(text)
  if (!pressed) return null
  return pressed[1]
    ? { year: pressed[1], month: pressed[2] ?? '', day: pressed[3] ?? '' }
    : { year: pressed[6] ?? '', month: pressed[5] ?? '', day: pressed[4] ?? '' }
}

/** A number above twelve is the day, wherever it stands between slashes. */
function numberedDay([, first = '', separator, second = '', year = '']: RegExpExecArray, order: DateOrder) {
  if (order === 'ymd' && first.length === 2 && year.length === 2)
    return { year: `20${first}`, month: second, day: year }
  const isMonthFirst = separator !== '.' && (Number(second) > 12 || (order === 'mdy' && Number(first) <= 12))
  const [day, month] = isMonthFirst ? [second, first] : [first, second]
  return { year: year.length === 2 ? `20${year}` : year, month, day }
}

/** 1C's `01.01.0001 0:00:00`. */
export function isNoDate(text: string): boolean {
  return noDate.test(text)
}

function fromSerial(days: number, fraction: number, { from1904 }: DateHabits): Parsed<LocalDateTime> {
  const seconds = Math.round(fraction * DAY_SECONDS)
  const counted = days + (from1904 ? DAYS_TO_1904 : 0)
  const moment = new Date(Date.UTC(1899, 11, 30) + (counted * DAY_SECONDS + seconds) * 1000).toISOString()
  const year = Number(moment.slice(0, 4))
  if (year < FIRST_YEAR || year > LAST_YEAR) return { fault: 'bad_date' }
  return { value: { day: moment.slice(0, 10), time: seconds === 0 ? null : moment.slice(11, 19) } }
}

/** `7:05` -> `07:05:00`; a fraction of a day below 1, as Excel counts, too; of a moment its time of day. */
export function parseTime(text: string): Parsed<string> {
  if (/^0[.,]\d+$/.test(text)) {
    const seconds = Math.round(Number(text.replace(',', '.')) * DAY_SECONDS)
    return { value: new Date(Math.min(seconds, DAY_SECONDS - 1) * 1000).toISOString().slice(11, 19) }
  }
  const moment = noDate.exec(text)?.[1] ?? /^\d{1,2}\.\d{1,2}\.\d{4} (\d.*)$/.exec(text)?.[1]
  const match = timeOfDay.exec(moment ?? text) ?? compactTime.exec(text) ?? dottedTime.exec(text)
  if (!match) return { fault: 'bad_time' }
  const [, hours = '', minutes = '', seconds = '00', half] = match
  const isLate = half?.toLowerCase() === 'p'
  if (half && (Number(hours) < 1 || Number(hours) > 12)) return { fault: 'bad_time' }
  const hour = half ? (Number(hours) % 12) + (isLate ? 12 : 0) : Number(hours)
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return { fault: 'bad_time' }
  return { value: `${String(hour).padStart(2, '0')}:${minutes}:${seconds ?? '00'}` }
}
