import type { Context } from '#app/domain/kernel/context.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { lastCommitOf } from '#app/domain/registers/freshness.server.ts'
import { selectStationPage, selectStationPosition } from '#db/queries/stations/lists.ts'
import { selectOutagesOf } from '#db/queries/stations/outages.ts'
import type { StationRow } from '#db/queries/stations/stations.ts'
import { outageOf } from './outages.server.ts'
import type { Outage } from './station-fuel.ts'
import type { StationFilter } from './stations.input.server.ts'
import { weekMoment } from './week.ts'

export interface ListedStation extends StationRow {
  /** In force and planned. */
  outages: Outage[]
}

export interface StationList extends Page<ListedStation> {
  /** When the register last changed; null before the first. */
  asOf: Date | null
}

/** One page of the network by code; the same for clients and staff. */
export async function listStations(ctx: Context, filter: StationFilter): Promise<StationList> {
  requireRight(ctx, 'see_stations')
  const { now } = ctx
  const selection = {
    words: filter.q?.split(' ').slice(0, 5),
    city: filter.city,
    product: filter.product,
    condition: filter.status,
    now,
    at: weekMoment(now),
  }
  const [page, asOf] = await Promise.all([
    readPage({
      order: 'code',
      cursor: filter.cursor,
      place: (id) => selectStationPosition(ctx.db, id),
      read: (request) => selectStationPage(ctx.db, selection, request),
    }),
    lastCommitOf(ctx.db, 'stations'),
  ])
  const outages = await selectOutagesOf(
    ctx.db,
    page.rows.map(({ id }) => id),
    now,
  )
  const rows = page.rows.map((row) => ({
    ...row,
    outages: outages.filter(({ station_id }) => station_id === row.id || station_id === null).map(outageOf),
  }))
  return { ...page, rows, asOf }
}
