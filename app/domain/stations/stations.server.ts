import type { Context } from '#app/domain/kernel/context.ts'
import {
  insertStations,
  type NewStationRow,
  type StationChange,
  type StationRow,
  selectStationsByCodes,
  updateStations,
} from '#db/queries/stations/stations.ts'
import type { ProductCode, StationStatus } from '#db/schema/index.ts'
import { textOfProducts } from '../products/products.ts'

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

// For imports and the demo data: the caller has authorized and works inside a transaction of its own.

/** The stations that are here already, held until the transaction ends when `lock`. */
export function findStationsByCodes(
  ctx: Context,
  codes: readonly string[],
  options?: { lock?: boolean },
): Promise<StationRow[]> {
  return selectStationsByCodes(ctx.db, codes, options)
}

export function addStations(
  ctx: Context,
  stations: readonly (StationFacts & { code: string })[],
): Promise<void> {
  const rows: NewStationRow[] = stations.map((station) => ({ ...columnsOf(station), code: station.code }))
  return insertStations(ctx.db, rows)
}

/** Writes what the register now says over stations found with `lock`. */
export function changeStations(
  ctx: Context,
  changes: readonly { before: StationRow; after: StationFacts }[],
): Promise<void> {
  const rows = changes.map(({ before, after }) => ({ ...columnsOf(after), id: before.id, code: before.code }))
  return updateStations(ctx.db, rows)
}

function columnsOf(facts: StationFacts): StationChange {
  return { ...facts, products: textOfProducts(facts.products) }
}
