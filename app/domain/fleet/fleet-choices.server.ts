import { type Driver, driverChoices } from '#app/domain/drivers/drivers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Vehicle, vehicleChoices } from '#app/domain/vehicles/vehicles.server.ts'

export interface FleetChoices {
  drivers: Driver[]
  vehicles: Vehicle[]
  /** What they were searched by; empty: by nothing. */
  find: string
  /** There are more than these, which a search finds. */
  hasMore: boolean
}

/** To whom a card or a coupon can be given. `driver`, `vehicle`: are among them, wherever they stand. */
export async function fleetChoices(
  ctx: Context,
  companyId: CompanyId,
  { find, driver, vehicle }: { find?: string | undefined; driver?: number | null; vehicle?: number | null },
): Promise<FleetChoices> {
  const [drivers, vehicles] = await Promise.all([
    driverChoices(ctx, companyId, { find, chosen: driver }),
    vehicleChoices(ctx, companyId, { find, chosen: vehicle }),
  ])
  return {
    drivers: drivers.rows,
    vehicles: vehicles.rows,
    find: find ?? '',
    hasMore: drivers.hasMore || vehicles.hasMore,
  }
}
