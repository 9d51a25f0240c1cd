/**
 * What of a company's coupons will be left when their last days come, if it goes on fuelling as it did. Client-safe.
 * Volumes are millilitres, money tiyn, days of Asia/Almaty.
 */

import { type Day, daysBetween } from '#app/domain/kernel/calendar.ts'
import { roundedShare } from '#app/domain/kernel/money.ts'

/** The pace is that of so many days. */
export const PACE_DAYS = 90

/** Coupons of one product that have the same last day. */
export interface Lot {
  until: Day
  coupons: number
  remaining: number
  /** What of `remaining` is in blocked coupons, which nobody can use. */
  blocked: number
  /** What `remaining` is worth. */
  worth: number
}

/** `used` and `burns` together are `remaining`. */
export interface LotForecast extends Lot {
  used: number
  burns: number
  /** What `burns` is worth. */
  lost: number
}

/**
 * The earliest to end goes first; the last day counts. What was fuelled in PACE_DAYS is spread evenly over the days to come,
 * by each of which a whole number of litres is gone: nobody reads millilitres of a guess, and rounding of each day alone
 * would add up. `fuelled` below nothing (more was given back) counts as nothing.
 */
export function forecast(lots: readonly Lot[], fuelled: number, today: Day): LotForecast[] {
  let gone = 0
  return lots
    .toSorted((one, other) => one.until.localeCompare(other.until))
    .map((lot) => {
      const days = Math.max(0, daysBetween(today, lot.until) + 1)
      const used = Math.min(lot.remaining - lot.blocked, Math.max(0, byDay(fuelled, days) - gone))
      gone += used
      const burns = lot.remaining - used
      return {
        ...lot,
        used,
        burns,
        lost: lot.remaining > 0 ? roundedShare(lot.worth, burns, lot.remaining) : 0,
      }
    })
}

const LITRE = 1_000

/** What the pace takes in so many days, in whole litres. */
function byDay(fuelled: number, days: number): number {
  return Number((BigInt(Math.max(0, fuelled)) * BigInt(days)) / BigInt(PACE_DAYS * LITRE)) * LITRE
}

const TENTH = 100

/** Millilitres a day, rounded to a tenth of a litre. */
export function paceOf(fuelled: number): number {
  return roundedShare(Math.max(0, fuelled), 1, PACE_DAYS * TENTH) * TENTH
}

export interface Sums {
  coupons: number
  remaining: number
  worth: number
  burns: number
  lost: number
}

export function sumOf(lots: readonly LotForecast[]): Sums {
  return lots.reduce(
    (sums, lot) => ({
      coupons: sums.coupons + lot.coupons,
      remaining: sums.remaining + lot.remaining,
      worth: sums.worth + lot.worth,
      burns: sums.burns + lot.burns,
      lost: sums.lost + lot.lost,
    }),
    { coupons: 0, remaining: 0, worth: 0, burns: 0, lost: 0 },
  )
}
