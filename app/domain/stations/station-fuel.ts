/** A station as `decide` sees it, and as pages show it: open, closed until when, short of what. Client-safe. */

import type { Shortage, StationFacts } from '#app/domain/authorizations/fuel-request.ts'
import { isWithin, nextWithin } from '#app/domain/authorizations/open-hours.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import type { OutageKind, StationStatus } from '#db/schema/index.ts'
import { hoursIn } from './week.ts'

/** A closure, or a shortage of a product. The first moment counts, the last does not. */
export interface Outage {
  id: number
  kind: OutageKind
  /** A shortage at every station. */
  ofNetwork: boolean
  /** Of a shortage. */
  product: ProductCode | null
  /** Millilitres that one fill may still take; null: no fuel at all. */
  capPerFill: number | null
  reason: string
  startsAt: Date
  /** Null: until further notice. */
  endsAt: Date | null
}

interface StoredStation {
  code: string
  status: StationStatus
  number_only: 0 | 1
}

/**
 * Its hours are no part of it: they are what a station publishes, and one that asks is open. `outages` may lie in the
 * future; those that are over are of no matter.
 */
export function stationFactsOf(
  { code, status, number_only: numberOnly }: StoredStation,
  outages: readonly Outage[],
  moment: Date,
): StationFacts {
  const closures = outages.filter(({ kind }) => kind === 'closure')
  return {
    code,
    closed: status === 'closed' ? { until: null } : closedAt(closures, moment),
    shortages: outages.flatMap(shortageOf),
    takesNumbers: numberOnly === 1,
  }
}

/** Closures that overlap or follow each other without a gap are one: it opens when the last of them ends. */
function closedAt(closures: readonly Outage[], moment: Date): StationFacts['closed'] {
  let until = moment
  for (const { startsAt, endsAt } of closures.toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime(),
  )) {
    if (startsAt > until) break
    if (endsAt === null) return { until: null }
    if (endsAt > until) until = endsAt
  }
  return until > moment ? { until } : null
}

function shortageOf({ product, startsAt, endsAt, capPerFill, ofNetwork }: Outage): Shortage[] {
  const whose = ofNetwork ? 'network' : 'station'
  return product === null ? [] : [{ product, from: startsAt, until: endsAt, capPerFill, whose }]
}

export interface StationState {
  /** `shut`: outside its hours. `unknown`: nothing closes it, and its hours are not known. */
  is: 'open' | 'shut' | 'closed' | 'unknown'
  /** When it opens again; null where it is open, or nobody knows. */
  opensAt: Date | null
}

/** What a page says of a station at a moment. */
export function stationStateAt(
  station: StoredStation & { week: string },
  outages: readonly Outage[],
  moment: Date,
): StationState {
  const { closed } = stationFactsOf(station, outages, moment)
  if (closed) return { is: 'closed', opensAt: closed.until }
  const hours = hoursIn(station.week)
  if (hours === null) return { is: 'unknown', opensAt: null }
  return isWithin(hours, moment)
    ? { is: 'open', opensAt: null }
    : { is: 'shut', opensAt: nextWithin(hours, moment) }
}
