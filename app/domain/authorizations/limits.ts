/** What of a limit is used and left, and when it renews. Client-safe; days of Asia/Almaty. */

import {
  addDays,
  addMonths,
  type Day,
  dayBounds,
  startOfMonth,
  startOfWeek,
} from '#app/domain/kernel/calendar.ts'
import type { FuelLimit, LimitPeriod, Sums, Usage } from './fuel-request.ts'

const NOTHING: Sums = { volume: 0, amount: 0, fills: 0 }
const COUNTED = { ml: 'volume', tiyn: 'amount', fills: 'fills' } as const

/** What counts on `today`: sums of a day, week or month that is over count no more. */
function sumsOf(period: LimitPeriod, usage: Usage, today: Day): Sums {
  if (period === 'fill') return usage.fill ?? NOTHING
  if (usage.on >= today) return usage[period]
  switch (period) {
    case 'day':
      return NOTHING
    case 'week':
      return usage.on >= startOfWeek(today) ? usage.week : NOTHING
    case 'month':
      return usage.on >= startOfMonth(today) ? usage.month : NOTHING
  }
}

/** Never below 0: what was bought before the period and given back within it makes no limit larger. */
export function usedOf({ period, unit }: FuelLimit, usage: Usage, today: Day): number {
  return Math.max(0, sumsOf(period, usage, today)[COUNTED[unit]])
}

export function leftOf(limit: FuelLimit, usage: Usage, today: Day): number {
  return Math.max(0, limit.limit - usedOf(limit, usage, today))
}

/** So much of a limit is used that somebody should know before a station declines. */
const NEAR_PERCENT = 80

/** A limit of nothing is never near: it is a rule that nothing may be fuelled. */
export function isNearLimit(limit: FuelLimit, usage: Usage, today: Day): boolean {
  return limit.limit > 0 && usedOf(limit, usage, today) * 100 >= limit.limit * NEAR_PERCENT
}

/** 00:00 of the first day of the next period; null: each fill anew. */
export function renewsAt(period: LimitPeriod, today: Day): Date | null {
  switch (period) {
    case 'fill':
      return null
    case 'day':
      return dayBounds(today).until
    case 'week':
      return dayBounds(addDays(startOfWeek(today), 7)).from
    case 'month':
      return dayBounds(addMonths(startOfMonth(today), 1)).from
  }
}
