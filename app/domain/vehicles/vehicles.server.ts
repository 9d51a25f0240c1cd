import { endAssignmentsOf } from '#app/domain/assignments/assignments.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { type Choices, type ChoicesAsked, readChoices } from '#app/domain/kernel/choices.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { EXPORT_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import {
  countVehicles,
  insertVehicle,
  selectVehicle,
  selectVehicleForUpdate,
  selectVehiclePage,
  selectVehiclePosition,
  updateVehicle,
  type VehicleRow,
} from '#db/queries/vehicles/vehicles.ts'
import { plateKey } from '#db/sql/search-text.ts'
import type { VehicleFilter, VehicleInput } from './vehicles.input.server.ts'

export type Vehicle = VehicleRow

export interface VehicleList extends Page<Vehicle> {
  total: { count: number; capped: boolean }
}

/** By plate; archived ones only when they are asked for. */
export async function listVehicles(
  ctx: Context,
  companyId: CompanyId,
  filter: VehicleFilter,
): Promise<VehicleList> {
  requireRightIn(ctx, companyId, 'see_fleet')
  const page = await readVehicles(ctx, companyId, filter)
  const total = await countVehicles(ctx.db, companyId, selectionOf(filter))
  return { ...page, total }
}

/** All pages of the list, one after another. */
export async function* exportVehicles(
  ctx: Context,
  companyId: CompanyId,
  filter: VehicleFilter,
): AsyncGenerator<Vehicle[]> {
  requireRightIn(ctx, companyId, 'export_lists')
  await enforceRateLimit(ctx, 'export')
  yield* readAllPages((cursor) => readVehicles(ctx, companyId, { ...filter, cursor }, EXPORT_SIZE))
}

function readVehicles(ctx: Context, companyId: CompanyId, filter: VehicleFilter, size?: number) {
  return readPage({
    order: 'plate',
    cursor: filter.cursor,
    place: (id) => selectVehiclePosition(ctx.db, companyId, id),
    read: (request) => selectVehiclePage(ctx.db, companyId, selectionOf(filter), request),
    ...(size ? { size } : {}),
  })
}

function selectionOf({ q, product, status }: VehicleFilter) {
  return { q, product, isArchived: status === 'archived' }
}

/** @throws DomainError vehicle_not_found */
export async function findVehicle(ctx: Context, companyId: CompanyId, id: number): Promise<Vehicle> {
  requireRightIn(ctx, companyId, 'see_fleet')
  return (await selectVehicle(ctx.db, companyId, id)) ?? reject('vehicle_not_found')
}

/** What a card can be given to, by plate. */
export function vehicleChoices(
  ctx: Context,
  companyId: CompanyId,
  asked: ChoicesAsked = {},
): Promise<Choices<Vehicle>> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return readChoices(asked, {
    read: (q, limit) =>
      selectVehiclePage(
        ctx.db,
        companyId,
        { q, product: undefined, isArchived: false },
        { edge: null, backward: false, limit },
      ),
    one: (id) => selectVehicle(ctx.db, companyId, id),
  })
}

/** @returns its id. @throws DomainError plate_taken, product_not_found */
export function addVehicle(ctx: Context, companyId: CompanyId, input: VehicleInput): Promise<number> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  const { version: _none, ...facts } = input
  return transact(ctx, async (ctx) => {
    await requireProduct(ctx, facts.product)
    const key = plateKey(facts.plate)
    const row = { company_id: companyId, ...facts, plate_key: key, live_key: key, archived_at: null }
    const id = await orTaken(() => insertVehicle(ctx.db, row))
    await record(ctx, 'vehicle.created', { kind: 'vehicle', id, companyId }, { plate: facts.plate })
    return id
  })
}

/** @throws DomainError vehicle_not_found, plate_taken, product_not_found, conflict_try_again */
export function editVehicle(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version, ...facts }: VehicleInput,
): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const before = (await selectVehicleForUpdate(ctx.db, companyId, id)) ?? reject('vehicle_not_found')
    const fields = (['plate', 'make', 'product', 'tank', 'norm'] as const).filter(
      (field) => before[field] !== facts[field],
    )
    if (fields.length === 0) return
    await requireProduct(ctx, facts.product)
    const key = plateKey(facts.plate)
    const change = { ...facts, plate_key: key, live_key: before.archived_at === null ? key : null }
    const seen = { id, version: version ?? before.version }
    if (!(await orTaken(() => updateVehicle(ctx.db, companyId, seen, change)))) reject('conflict_try_again')
    await record(ctx, 'vehicle.edited', { kind: 'vehicle', id, companyId }, { plate: facts.plate, fields })
  })
}

/**
 * It is the company's no longer: its cards and coupons are nobody's from now on; what it was fuelled with stays its own.
 * @throws DomainError vehicle_not_found
 */
export function archiveVehicle(ctx: Context, companyId: CompanyId, id: number): Promise<{ plate: string }> {
  return setArchived(ctx, companyId, id, true)
}

/** @throws DomainError vehicle_not_found, plate_taken when another one has the plate by now */
export function restoreVehicle(ctx: Context, companyId: CompanyId, id: number): Promise<{ plate: string }> {
  return setArchived(ctx, companyId, id, false)
}

function setArchived(ctx: Context, companyId: CompanyId, id: number, isArchived: boolean) {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const vehicle = (await selectVehicleForUpdate(ctx.db, companyId, id)) ?? reject('vehicle_not_found')
    const { plate } = vehicle
    if ((vehicle.archived_at !== null) === isArchived) return { plate }
    const change = isArchived
      ? { archived_at: ctx.now, live_key: null }
      : { archived_at: null, live_key: vehicle.plate_key }
    await orTaken(() => updateVehicle(ctx.db, companyId, vehicle, change))
    if (isArchived) await endAssignmentsOf(ctx, companyId, 'vehicle', id)
    const action = isArchived ? 'vehicle.archived' : 'vehicle.restored'
    await record(ctx, action, { kind: 'vehicle', id, companyId }, { plate })
    return { plate }
  })
}

async function requireProduct(ctx: Context, product: string | null): Promise<void> {
  if (product !== null && !(await allProductCodes(ctx)).includes(product))
    reject('product_not_found', { field: 'product' })
}

/** The database decides: of two vehicles with one plate at once only one comes in. */
async function orTaken<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (isDuplicateKey(error)) reject('plate_taken', { field: 'plate' })
    throw error
  }
}
