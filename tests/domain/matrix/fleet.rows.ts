import { Assign } from '#app/domain/assignments/assignments.input.server.ts'
import * as assignments from '#app/domain/assignments/assignments.server.ts'
import * as driverImport from '#app/domain/drivers/driver-import.server.ts'
import * as drivers from '#app/domain/drivers/drivers.server.ts'
import * as choices from '#app/domain/fleet/fleet-choices.server.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import * as readings from '#app/domain/vehicles/readings.server.ts'
import * as vehicleImport from '#app/domain/vehicles/vehicle-import.server.ts'
import * as vehicles from '#app/domain/vehicles/vehicles.server.ts'
import { driverTyped, vehicleTyped } from '#tests/support/fleet.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const clients = ['owner', 'manager', 'viewer'] as const
const seers = [...clients, ...readers] as const
const managers = ['owner', 'manager'] as const
const thing = { kind: 'card', id: NOWHERE } as const
const nothing = new Uint8Array()

/** The company of a client or of an integration; for everybody else one that there is. */
function companyOf({ actor }: Context) {
  return ('companyId' in actor && actor.companyId) || asCompanyId(1)
}

export const file: MatrixFile = {
  rows: [
    { verb: 'listDrivers', may: seers, call: (ctx) => drivers.listDrivers(ctx, companyOf(ctx), {}) },
    {
      verb: 'exportDrivers',
      may: clients,
      call: (ctx) => drivers.exportDrivers(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findDriver', may: seers, call: (ctx) => drivers.findDriver(ctx, companyOf(ctx), NOWHERE) },
    { verb: 'fleetChoices', may: managers, call: (ctx) => choices.fleetChoices(ctx, companyOf(ctx), {}) },
    { verb: 'driverChoices', may: managers, call: (ctx) => drivers.driverChoices(ctx, companyOf(ctx)) },
    {
      verb: 'addDriver',
      may: managers,
      call: (ctx) => drivers.addDriver(ctx, companyOf(ctx), driverTyped()),
    },
    {
      verb: 'editDriver',
      may: managers,
      call: (ctx) => drivers.editDriver(ctx, companyOf(ctx), NOWHERE, driverTyped()),
    },
    {
      verb: 'archiveDriver',
      may: managers,
      call: (ctx) => drivers.archiveDriver(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'restoreDriver',
      may: managers,
      call: (ctx) => drivers.restoreDriver(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'previewDrivers',
      may: managers,
      call: (ctx) => driverImport.previewDrivers(ctx, companyOf(ctx), nothing),
    },
    {
      verb: 'importDrivers',
      may: managers,
      call: (ctx) => driverImport.importDrivers(ctx, companyOf(ctx), [], ''),
    },
    { verb: 'listVehicles', may: seers, call: (ctx) => vehicles.listVehicles(ctx, companyOf(ctx), {}) },
    {
      verb: 'exportVehicles',
      may: clients,
      call: (ctx) => vehicles.exportVehicles(ctx, companyOf(ctx), {}).next(),
    },
    { verb: 'findVehicle', may: seers, call: (ctx) => vehicles.findVehicle(ctx, companyOf(ctx), NOWHERE) },
    { verb: 'vehicleChoices', may: managers, call: (ctx) => vehicles.vehicleChoices(ctx, companyOf(ctx)) },
    {
      verb: 'addVehicle',
      may: managers,
      call: (ctx) => vehicles.addVehicle(ctx, companyOf(ctx), vehicleTyped({ product: 'nothing' })),
    },
    {
      verb: 'editVehicle',
      may: managers,
      call: (ctx) => vehicles.editVehicle(ctx, companyOf(ctx), NOWHERE, vehicleTyped()),
    },
    {
      verb: 'archiveVehicle',
      may: managers,
      call: (ctx) => vehicles.archiveVehicle(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'restoreVehicle',
      may: managers,
      call: (ctx) => vehicles.restoreVehicle(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'previewVehicles',
      may: managers,
      call: (ctx) => vehicleImport.previewVehicles(ctx, companyOf(ctx), nothing),
    },
    {
      verb: 'importVehicles',
      may: managers,
      call: (ctx) => vehicleImport.importVehicles(ctx, companyOf(ctx), [], ''),
    },
    {
      verb: 'readVehicleUse',
      may: seers,
      call: (ctx) => readings.readVehicleUse(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'readOdometer',
      may: managers,
      call: (ctx) =>
        readings.readOdometer(ctx, companyOf(ctx), NOWHERE, { km: 1, date: '', confirmed: false }),
    },
    {
      verb: 'readFillOdometer',
      may: managers,
      call: (ctx) =>
        readings.readFillOdometer(ctx, companyOf(ctx), NOWHERE, { km: 1, full: false, confirmed: false }),
    },
    {
      verb: 'findFillReading',
      may: [...seers, 'key:read'],
      call: (ctx) => readings.findFillReading(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'listAssignments',
      may: seers,
      call: (ctx) => assignments.listAssignments(ctx, companyOf(ctx), thing),
    },
    {
      verb: 'listAssignmentsOf',
      may: seers,
      call: (ctx) => assignments.listAssignmentsOf(ctx, companyOf(ctx), 'driver', NOWHERE),
    },
    {
      verb: 'findAssignable',
      may: managers,
      call: (ctx) => assignments.findAssignable(ctx, companyOf(ctx), thing),
    },
    {
      verb: 'assign',
      may: managers,
      call: (ctx) => assignments.assign(ctx, companyOf(ctx), thing, Assign.parse({ driver: '' })),
    },
  ],
  steps: {
    endAssignmentsOf: 'a step of archiving',
    demoFleet: 'a step of loadDemo',
    demoDispatching: 'a step of loadDemo',
    demoHandovers: 'a step of loading the demo',
    demoReadonlyLink: 'a step of loading the demo',
  },
}
