/** The forecast by months or weeks, as a chart shows it. Client-safe. */

import { addDays, addMonths, type Day, startOfMonth, startOfWeek } from '#app/domain/kernel/calendar.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { LotForecast } from './forecast.ts'

export const spans = ['month', 'week'] as const
export type Span = (typeof spans)[number]

const SHOWN: Record<Span, number> = { month: 6, week: 13 }

/** What burns: one figure for each of `starts`, and one more for all that comes later. */
export interface BurnSeries {
  product: ProductCode
  /** Millilitres. */
  burns: number[]
  /** Tiyn. */
  lost: number[]
}

export interface BurnsBySpan {
  /** First days, in order; null: all that comes later, where there is anything. */
  starts: (Day | null)[]
  series: BurnSeries[]
}

export function burnsBy(
  span: Span,
  products: readonly { product: ProductCode; lots: readonly LotForecast[] }[],
  today: Day,
): BurnsBySpan {
  const startOf = span === 'month' ? startOfMonth : startOfWeek
  const first = startOf(today)
  const shown = Array.from({ length: SHOWN[span] }, (_, index) =>
    span === 'month' ? addMonths(first, index) : addDays(first, index * 7),
  )
  const later = (day: Day) => !shown.includes(startOf(day))
  const isLonger = products.some(({ lots }) => lots.some(({ until, burns }) => burns > 0 && later(until)))
  const starts: (Day | null)[] = isLonger ? [...shown, null] : shown
  const series = products.map(({ product, lots }) => {
    const inSpan = (start: Day | null) =>
      lots.filter(({ until }) => (start === null ? later(until) : startOf(until) === start))
    const sumsOf = (figure: 'burns' | 'lost') =>
      starts.map((start) => inSpan(start).reduce((sum, lot) => sum + lot[figure], 0))
    return { product, burns: sumsOf('burns'), lost: sumsOf('lost') }
  })
  return { starts, series: series.filter(({ burns }) => burns.some((value) => value > 0)) }
}
