/**
 * VAT by the day of supply. Source: Tax Code of the Republic of Kazakhstan; 12 % from 2009-01-01 (Code of
 * 2008-12-10, art. 268), 16 % from 2026-01-01 (Code of 2025-07-18). A new rate is a new line here.
 */
import type { Day } from '../calendar.ts'

const rates: readonly { from: Day; percent: number }[] = [
  { from: '2026-01-01', percent: 16 },
  { from: '2009-01-01', percent: 12 },
]

/** Per cent in force on the day. Throws RangeError before the table begins. */
export function vatPercentOn(day: Day): number {
  const rate = rates.find(({ from }) => day >= from)
  if (!rate) throw new RangeError(`No VAT rate for ${day}`)
  return rate.percent
}

/** The VAT inside a sum that includes it, in tiyn, rounded half away from zero: sum x 16 / 116. */
export function vatIncluded<Amount extends number | bigint>(total: Amount, day: Day): Amount {
  const percent = BigInt(vatPercentOn(day))
  const gross = BigInt(total)
  const base = 100n + percent
  const doubled = 2n * gross * percent
  const vat = (doubled + (gross < 0n ? -base : base)) / (2n * base)
  return (typeof total === 'bigint' ? vat : Number(vat)) as Amount
}
