import type { StationFacts } from '#app/domain/authorizations/fuel-request.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { selectOutagesOf } from '#db/queries/stations/outages.ts'
import { selectStationByCode } from '#db/queries/stations/stations.ts'
import { outageOf } from './outages.server.ts'
import { stationFactsOf } from './station-fuel.ts'

/** A step of deciding: what is known of a station; null: nothing. */
export async function readStationFacts(ctx: Context, code: string): Promise<StationFacts | null> {
  const station = await selectStationByCode(ctx.db, code)
  if (!station) return null
  const outages = await selectOutagesOf(ctx.db, [station.id], ctx.now)
  return stationFactsOf(station, outages.map(outageOf), ctx.now)
}
