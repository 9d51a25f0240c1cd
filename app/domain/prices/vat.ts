/** VAT in Kazakhstan by the day of turnover. Client-safe. Source: the Tax Code, whose rate rose with 2026. */

import type { Day } from '#app/domain/kernel/calendar.ts'
import { taxInside } from '#app/domain/kernel/money.ts'

/** From a day on, the newest first; a law that changes the rate adds a line. In hundredths of a percent. */
const VAT_RATES: readonly { from: Day; rate: number }[] = [
  { from: '2026-01-01', rate: 1_600 },
  { from: '2009-01-01', rate: 1_200 },
]

/** The rate on a day, in hundredths of a percent. */
export function vatRateOn(day: Day): number {
  const known = VAT_RATES.find(({ from }) => from <= day)
  if (!known) throw new RangeError(`No rate of VAT is known for ${day}`)
  return known.rate
}

/** The VAT that an amount in tiyn of a day's turnover holds. */
export function vatInside(amount: number, day: Day): number {
  return taxInside(amount, vatRateOn(day))
}
