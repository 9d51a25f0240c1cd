/** What a statement of a contract account tells, in tiyn and millilitres. Client-safe. */

import { addDays, addMonths, type Day, startOfMonth } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#db/schema/index.ts'
import type { AccountEntryKind } from './account.ts'

/** Both days included. */
export interface Period {
  from: Day
  to: Day
}

export interface Turnover {
  credit: number
  debit: number
}

export interface TurnoverOfKind extends Turnover {
  kind: AccountEntryKind
  entries: number
}

/** Fuel less what was given back. */
export interface FuelOfProduct {
  product: ProductCode
  volume: number
  /** What it debited. */
  debit: number
  /** What was paid already: fuel of coupons whose issue was booked. */
  memo: number
}

export interface Statement extends Turnover {
  period: Period
  opening: number
  closing: number
  /** In the order of the ledger's kinds; one without entries is left out. */
  kinds: TurnoverOfKind[]
  /** In the order of the products. */
  fuel: FuelOfProduct[]
}

/**
 * The period that is asked for, its days in either order: without any the last whole month, with one day that day's
 * month from there on or up to it.
 */
export function statementPeriod(
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
  today: Day,
): Period {
  if (from && to) return from <= to ? { from, to } : { from: to, to: from }
  if (from) return { from, to: lastOfMonth(from) }
  if (to) return { from: startOfMonth(to), to }
  const last = addMonths(startOfMonth(today), -1)
  return { from: last, to: lastOfMonth(last) }
}

function lastOfMonth(day: Day): Day {
  return addDays(addMonths(startOfMonth(day), 1), -1)
}
