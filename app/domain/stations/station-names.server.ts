import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { selectStationNames, selectStationsByCodes } from '#db/queries/stations/stations.ts'
import type { StationName } from './stations.server.ts'

/** Every station, open or not, for a form that names some. @throws DomainError not_allowed */
export async function stationChoices(ctx: Context): Promise<StationName[]> {
  requireRight(ctx, 'see_stations')
  return selectStationNames(ctx.db)
}

/** What the stations of a coupon are called, for its paper and for a driver, who has no account: it is on every sign. */
export async function namesOfStations(
  ctx: Context,
  codes: ReadonlySet<string>,
): Promise<Pick<StationName, 'code' | 'name' | 'city'>[]> {
  const stations = await selectStationsByCodes(ctx.db, [...codes])
  return stations.map(({ code, name, city }) => ({ code, name, city }))
}
