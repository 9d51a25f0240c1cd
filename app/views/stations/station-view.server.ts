import { almatyWallClock, clockOf } from '#app/domain/kernel/calendar.ts'
import { productsInText } from '#app/domain/products/products.ts'
import type { StationDetails, StationEvent } from '#app/domain/stations/station-details.server.ts'
import { type Outage, stationStateAt } from '#app/domain/stations/station-fuel.ts'
import type { ListedStation, StationList } from '#app/domain/stations/station-lists.server.ts'
import type { StationFilter } from '#app/domain/stations/stations.input.server.ts'
import { ROUND_THE_CLOCK, spanIn, WEEKDAYS } from '#app/domain/stations/week.ts'
import type { StationValues } from './station-fields.tsx'
import type { StationEventRow } from './station-history.tsx'
import type { StationListView } from './station-list.tsx'
import type {
  ClosureView,
  DaysInRow,
  HoursView,
  ShortageView,
  StationRowView,
  StationView,
} from './station-view.ts'

/** What a list of stations shows, and no more. */
export function stationListView(list: StationList, filter: StationFilter, now: Date): StationListView {
  const { rows, asOf, previousCursor, nextCursor } = list
  const { q, city, product, status } = filter
  return {
    rows: rows.map((station) => rowOf(station, now)),
    filter: { q, city, product, status },
    ...{ previousCursor, nextCursor },
    asOf: asOf && almatyWallClock(asOf),
  }
}

function rowOf(station: ListedStation, now: Date): StationRowView {
  const { code, name, city, address } = station
  const { is: state, opensAt } = stationStateAt(station, station.outages, now)
  return {
    ...{ code, name, city, address, state },
    products: productsInText(station.products),
    hours: hoursView(station),
    opensAt: opensAt && almatyWallClock(opensAt),
    shortages: shortagesOf(
      station.outages.filter(({ startsAt }) => startsAt <= now),
      now,
    ),
  }
}

/** What a station's page shows, and no more. */
export function stationView(station: StationDetails, now: Date): StationView {
  const { latitude, longitude, outages } = station
  return {
    ...rowOf(station, now),
    ...{ latitude, longitude },
    closures: outages.filter(({ kind }) => kind === 'closure').map((outage) => closureOf(outage, now)),
    plannedShortages: shortagesOf(
      outages.filter(({ startsAt }) => startsAt > now),
      now,
    ),
    isClosedByRegister: station.status === 'closed',
  }
}

function closureOf({ id, reason, startsAt, endsAt, ofNetwork }: Outage, now: Date): ClosureView {
  return {
    ...{ id, reason, ofNetwork },
    until: endsAt && almatyWallClock(endsAt),
    from: startsAt > now ? almatyWallClock(startsAt) : null,
  }
}

export function shortagesOf(outages: readonly Outage[], now: Date): ShortageView[] {
  return outages.flatMap((outage) =>
    outage.product === null
      ? []
      : [{ ...closureOf(outage, now), product: outage.product, cap: outage.capPerFill }],
  )
}

/** Null: neither staff nor the register say anything. */
function hoursView({ week, hours }: { week: string; hours: string }): HoursView | null {
  if (week === ROUND_THE_CLOCK) return { kind: 'always' }
  if (week !== '') return { kind: 'week', days: daysInRow(week) }
  return hours === '' ? null : { kind: 'text', text: hours }
}

function daysInRow(week: string): DaysInRow[] {
  const rows: DaysInRow[] = []
  for (const day of WEEKDAYS) {
    const span = spanView(week, day)
    const last = rows.at(-1)
    if (last && last.span?.from === span?.from && last.span?.until === span?.until) last.last = day
    else rows.push({ first: day, last: day, span })
  }
  return rows
}

function spanView(week: string, day: (typeof WEEKDAYS)[number]): DaysInRow['span'] {
  const span = spanIn(week, day)
  return span && { from: clockOf(span.from), until: clockOf(span.until) }
}

/** What the form holds at first. */
export function stationValues(station: StationDetails): StationValues {
  const { name, city, address, latitude, longitude, version, week, hours } = station
  const isOwn = station.own_week === 1
  return {
    ...{ name, city, address, version },
    latitude: latitude === null ? '' : String(latitude),
    longitude: longitude === null ? '' : String(longitude),
    products: productsInText(station.products),
    registerHours: hours,
    hoursMode: ownMode(isOwn, week),
    numberOnly: station.number_only === 1,
    days: WEEKDAYS.map((day) => (isOwn ? spanView(week, day) : null)),
  }
}

function ownMode(isOwn: boolean, week: string): StationValues['hoursMode'] {
  if (!isOwn) return 'register'
  return week === ROUND_THE_CLOCK ? 'always' : 'week'
}

const EVENTS = ['edited', 'closed', 'reopened', 'shortage_recorded', 'shortage_lifted'] as const

export function stationEventRows(events: readonly StationEvent[]): StationEventRow[] {
  return events.flatMap(({ at, action, by, reason }) => {
    const what = EVENTS.find((known) => action === `station.${known}`)
    return what ? [{ at: almatyWallClock(at), what, by, reason }] : []
  })
}
