/** For how long none of a coupon's stations could serve it. Client-safe. */

import { DAY_MS } from '#app/domain/kernel/calendar.ts'

/** Milliseconds since 1970; the first moment counts, the last does not. */
export interface Interval {
  from: number
  until: number
}

/**
 * Days for which all of these stations were out at once within a time; what is begun counts as a whole day, once for all
 * outages together. No stations: nothing.
 */
export function outageDays(stations: readonly (readonly Interval[])[], within: Interval): number {
  const [first, ...others] = stations
  if (!first) return 0
  const all = others.reduce((common, each) => overlapsOf(common, each), joined([...first]))
  const inTime = overlapsOf(all, [within])
  const lasted = inTime.reduce((sum, { from, until }) => sum + until - from, 0)
  return Math.ceil(lasted / DAY_MS)
}

/** Without gaps of nothing and without anything twice, in order. */
function joined(intervals: Interval[]): Interval[] {
  const result: Interval[] = []
  for (const { from, until } of intervals.sort((a, b) => a.from - b.from)) {
    if (until <= from) continue
    const last = result.at(-1)
    if (last && from <= last.until) {
      last.until = Math.max(last.until, until)
    } else result.push({ from, until })
  }
  return result
}

/** What lies in both. */
function overlapsOf(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const both = some.flatMap((one) =>
    joined([...others]).map((other) => ({
      from: Math.max(one.from, other.from),
      until: Math.min(one.until, other.until),
    })),
  )
  return joined(both)
}
