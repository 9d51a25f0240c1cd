import type { Context } from '#app/domain/kernel/context.ts'
import { textOfProducts } from '#app/domain/products/products.ts'
import {
  deleteStations,
  insertStations,
  type NewStationRow,
  type StationChange,
  type StationRow,
  selectStationNames,
  selectStationsByCodes,
  selectStationsInUse,
  updateStations,
} from '#db/queries/stations/stations.ts'
import type { ProductCode, StationStatus } from '#db/schema/index.ts'
import { weekInText } from './register-hours.ts'

/** What the register says of a station; degrees, at most six decimals. */
export interface StationFacts {
  name: string
  city: string
  address: string
  latitude: number | null
  longitude: number | null
  products: readonly ProductCode[]
  hours: string
  status: StationStatus
}

// Steps of imports, of the demo data, of card rules and of API keys: the caller has asked for a right. Whatever writes works
// inside the transaction of its caller.

/** The stations that are here already, held until the transaction ends when `lock`. */
export function findStationsByCodes(
  ctx: Context,
  codes: readonly string[],
  options?: { lock?: boolean },
): Promise<StationRow[]> {
  return selectStationsByCodes(ctx.db, codes, options)
}

export type StationName = Pick<StationRow, 'code' | 'name' | 'city' | 'address'>

/** Every station, open or not, by what a file may call it. */
export function listAllStations(ctx: Context): Promise<StationName[]> {
  return selectStationNames(ctx.db)
}

export function addStations(
  ctx: Context,
  stations: readonly (StationFacts & { code: string })[],
): Promise<void> {
  const rows: NewStationRow[] = stations.map((station) => ({
    ...columnsOf(station),
    code: station.code,
  }))
  return insertStations(ctx.db, rows)
}

/** Writes what the register now says over stations found with `lock`; hours that staff set stay. */
export function changeStations(
  ctx: Context,
  changes: readonly { before: StationRow; after: StationFacts }[],
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({
    ...columnsOf(after),
    ...(before.own_week === 1 ? { week: before.week } : {}),
    ...{ id: before.id, code: before.code },
  }))
  return updateStations(ctx.db, rows)
}

/** Stations that an import brought and that is taken back. */
export function removeStations(ctx: Context, ids: readonly number[]): Promise<void> {
  return deleteStations(ctx.db, ids)
}

/** Which of the stations have cashiers or invitations of cashiers. */
export function stationsInUse(ctx: Context, ids: readonly number[]): Promise<Set<number>> {
  return selectStationsInUse(ctx.db, ids)
}

function columnsOf(facts: StationFacts): StationChange {
  return { ...facts, products: textOfProducts(facts.products), week: weekInText(facts.hours) }
}
