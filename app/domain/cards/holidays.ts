/**
 * The public holidays of Kazakhstan that have a date of their own (Law on Holidays, articles 2 to 4). Kurban Ait, whose day
 * the moon decides, is not among them. Client-safe.
 */

import { addDays, type Day } from '#app/domain/kernel/calendar.ts'

export const holidayNames = [
  'new_year',
  'christmas',
  'womens_day',
  'nauryz',
  'unity_day',
  'defenders_day',
  'victory_day',
  'capital_day',
  'constitution_day',
  'republic_day',
  'independence_day',
] as const
export type HolidayName = (typeof holidayNames)[number]

/** `MM-DD` of the first and of the last day. */
const DAYS: Record<HolidayName, [first: string, last: string]> = {
  new_year: ['01-01', '01-02'],
  christmas: ['01-07', '01-07'],
  womens_day: ['03-08', '03-08'],
  nauryz: ['03-21', '03-23'],
  unity_day: ['05-01', '05-01'],
  defenders_day: ['05-07', '05-07'],
  victory_day: ['05-09', '05-09'],
  capital_day: ['07-06', '07-06'],
  constitution_day: ['08-30', '08-30'],
  republic_day: ['10-25', '10-25'],
  independence_day: ['12-16', '12-16'],
}

export interface Holiday {
  name: HolidayName
  first: Day
  /** Inclusive. */
  last: Day
}

/** Those that begin after today and within a year, the next first. */
export function comingHolidays(today: Day): Holiday[] {
  const year = Number(today.slice(0, 4))
  const all = [year, year + 1].flatMap((each) =>
    holidayNames.map((name) => {
      const [first, last] = DAYS[name]
      return { name, first: `${each}-${first}`, last: `${each}-${last}` }
    }),
  )
  const end = addDays(today, 365)
  return all.filter(({ first }) => first > today && first <= end).sort((a, b) => (a.first < b.first ? -1 : 1))
}
