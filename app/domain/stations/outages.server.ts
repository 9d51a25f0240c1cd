import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { activeProducts } from '#app/domain/products/catalogue.server.ts'
import {
  insertOutage,
  type OutageRow,
  selectOutage,
  updateOutageLifted,
} from '#db/queries/stations/outages.ts'
import { type StationRow, selectStationByCode, updateStation } from '#db/queries/stations/stations.ts'
import type { Outage } from './station-fuel.ts'
import type { CloseStation, Period, RecordShortage } from './stations.input.server.ts'

/** In the column of what has no end yet. */
export const NO_END = new Date('9999-12-31T00:00:00Z')

export function outageOf(row: OutageRow): Outage {
  const { id, kind, product, reason, cap_per_fill: capPerFill, starts_at: startsAt, ends_at: endsAt } = row
  return {
    ...{ id, kind, product, reason, capPerFill, startsAt },
    ofNetwork: row.station_id === null,
    endsAt: endsAt.getTime() === NO_END.getTime() ? null : endsAt,
  }
}

/** How the message afterwards names a station. */
export interface NamedStation {
  name: string
}

/** @throws DomainError not_found, conflict_try_again, period_invalid */
export function closeStation(ctx: Context, code: string, input: CloseStation): Promise<NamedStation> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const station = await takeStation(ctx, code, input.version)
    const { startsAt, endsAt } = periodOf(ctx.now, input)
    const { reason } = input
    await insertOutage(ctx.db, {
      station_id: station.id,
      kind: 'closure',
      product: null,
      cap_per_fill: null,
      reason,
      starts_at: startsAt,
      ends_at: endsAt ?? NO_END,
    })
    await record(ctx, 'station.closed', subjectOf(station), { code, ...inText(startsAt, endsAt), reason })
    return { name: station.name }
  })
}

/** @throws DomainError not_found, conflict_try_again, period_invalid, product_not_found */
export function recordShortage(ctx: Context, code: string, input: RecordShortage): Promise<NamedStation> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const station = await takeStation(ctx, code, input.version)
    const { startsAt, endsAt } = periodOf(ctx.now, input)
    const { product, cap, reason } = input
    const products = await activeProducts(ctx)
    if (!products.some((each) => each.code === product)) reject('product_not_found', { field: 'product' })
    await insertOutage(ctx.db, {
      station_id: station.id,
      kind: 'shortage',
      product,
      cap_per_fill: cap,
      reason,
      starts_at: startsAt,
      ends_at: endsAt ?? NO_END,
    })
    const data = { code, product, cap, ...inText(startsAt, endsAt), reason }
    await record(ctx, 'station.shortage_recorded', subjectOf(station), data)
    return { name: station.name }
  })
}

/** Ends a closure or a shortage now, or calls off one that is planned. @throws DomainError not_found, outage_over */
export function liftOutage(ctx: Context, code: string, id: number): Promise<NamedStation> {
  requireRight(ctx, 'edit_stations')
  return transact(ctx, async (ctx) => {
    const station = (await selectStationByCode(ctx.db, code)) ?? reject('not_found')
    const outage = (await selectOutage(ctx.db, station.id, id)) ?? reject('not_found')
    if (!(await updateOutageLifted(ctx.db, id, ctx.now))) reject('outage_over')
    if (outage.product === null) await record(ctx, 'station.reopened', subjectOf(station), { code })
    else await record(ctx, 'station.shortage_lifted', subjectOf(station), { code, product: outage.product })
    return { name: station.name }
  })
}

/** The station as the form showed it; whoever read it before this change is told so. */
async function takeStation(ctx: Context, code: string, version: number): Promise<StationRow> {
  const station = (await selectStationByCode(ctx.db, code)) ?? reject('not_found')
  if (!(await updateStation(ctx.db, station.id, version, {}))) reject('conflict_try_again')
  return station
}

function subjectOf({ id }: StationRow) {
  return { kind: 'station' as const, id }
}

/** Without a start it begins now. */
export function periodOf(now: Date, { startsAt, endsAt }: Period): { startsAt: Date; endsAt: Date | null } {
  const start = startsAt ?? now
  if (endsAt && (endsAt <= start || endsAt <= now)) reject('period_invalid', { field: 'endsOn' })
  return { startsAt: start, endsAt }
}

export function inText(startsAt: Date, endsAt: Date | null) {
  return { startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null }
}
