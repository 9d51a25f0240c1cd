import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { type StaffRole, staffRolesWith } from '#app/domain/kernel/roles.ts'
import { selectOpenStations, selectStation, selectStationsByCodes } from '#db/queries/stations/stations.ts'

/** As many as a browser suggests quickly; any other code can be typed. */
const CHOICES = 500

export interface StationChoice {
  code: string
  name: string
  city: string
}

/** Stations that are not closed, by code. */
export async function listOpenStations(ctx: Context): Promise<StationChoice[]> {
  requireRight(ctx, 'see_stations')
  return selectOpenStations(ctx.db, CHOICES)
}

/** Open or not; one that nobody knows is called by its code. */
export async function findStationChoice(ctx: Context, code: string): Promise<StationChoice> {
  requireRight(ctx, 'see_stations')
  const [station] = await selectStationsByCodes(ctx.db, [code])
  return station ? { code, name: station.name, city: station.city } : { code, name: code, city: '' }
}

/** Open stations to choose a cashier's from, by code. */
export async function listStationChoices(ctx: Context): Promise<StationChoice[]> {
  requireRight(ctx, 'invite_staff')
  return selectOpenStations(ctx.db, CHOICES)
}

/** The station whose till the cashier works at. @throws DomainError not_allowed */
export async function findOwnStation(ctx: Context): Promise<StationChoice> {
  requireRight(ctx, 'use_till')
  const id = ctx.actor.kind === 'staff' ? ctx.actor.stationId : null
  return (id ? await findStation(ctx, id) : null) ?? reject('not_allowed')
}

export async function findStation(ctx: Context, id: number): Promise<StationChoice | null> {
  const station = await selectStation(ctx.db, id)
  return station ? { code: station.code, name: station.name, city: station.city } : null
}

/**
 * A cashier has a station and nobody else has one.
 * @returns its id. @throws DomainError till_off, station_required, station_needless, station_not_found
 */
export async function stationForRole(
  ctx: Context,
  role: StaffRole,
  code: string | undefined,
): Promise<number | null> {
  const field = 'station'
  if (role !== 'cashier') return code ? reject('station_needless', { field }) : null
  if (!staffRolesWith(ctx.settings.modules).includes(role)) reject('till_off', { field: 'role' })
  if (!code) reject('station_required', { field })
  const [station] = await selectStationsByCodes(ctx.db, [code])
  return station?.id ?? reject('station_not_found', { field })
}
