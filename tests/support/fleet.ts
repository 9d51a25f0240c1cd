import { Assign } from '#app/domain/assignments/assignments.input.server.ts'
import { assign } from '#app/domain/assignments/assignments.server.ts'
import { DriverInput } from '#app/domain/drivers/drivers.input.server.ts'
import { addDriver } from '#app/domain/drivers/drivers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { VehicleInput } from '#app/domain/vehicles/vehicles.input.server.ts'
import { addVehicle } from '#app/domain/vehicles/vehicles.server.ts'

let made = 0

/** As the form sends it. */
export function driverTyped(fields: Record<string, string> = {}) {
  return DriverInput.parse({ name: 'Ахметов Ержан', ...fields })
}

export function vehicleTyped(fields: Record<string, string> = {}) {
  return VehicleInput.parse({
    plate: `${100 + (++made % 900)} ABC ${10 + Math.floor(made / 900)}`,
    ...fields,
  })
}

export function newDriver(ctx: Context, companyId: CompanyId, fields: Record<string, string> = {}) {
  return addDriver(ctx, companyId, driverTyped(fields))
}

export function newVehicle(ctx: Context, companyId: CompanyId, fields: Record<string, string> = {}) {
  return addVehicle(ctx, companyId, vehicleTyped(fields))
}

/** Gives a card or a coupon to somebody, as the form does. */
export function give(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
  fields: { driver?: number | ''; vehicle?: number | ''; date?: string; time?: string; seen?: number },
) {
  const typed = Object.entries(fields).map(([name, value]) => [name, String(value)])
  return assign(ctx, companyId, instrument, Assign.parse(Object.fromEntries(typed)))
}
