import { endAssignmentsOf } from '#app/domain/assignments/assignments.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { type Choices, type ChoicesAsked, readChoices } from '#app/domain/kernel/choices.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { EXPORT_SIZE, type Page, readAllPages, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  countDrivers,
  type DriverRow,
  insertDriver,
  selectDriver,
  selectDriverPage,
  selectDriverPosition,
  updateDriver,
} from '#db/queries/drivers/drivers.ts'
import type { DriverFilter, DriverInput } from './drivers.input.server.ts'

export type Driver = DriverRow

export interface DriverList extends Page<Driver> {
  total: { count: number; capped: boolean }
}

/** By name; archived ones only when they are asked for. */
export async function listDrivers(
  ctx: Context,
  companyId: CompanyId,
  filter: DriverFilter,
): Promise<DriverList> {
  requireRightIn(ctx, companyId, 'see_fleet')
  const page = await readDrivers(ctx, companyId, filter)
  const total = await countDrivers(ctx.db, companyId, selectionOf(filter))
  return { ...page, total }
}

/** All pages of the list, one after another. */
export async function* exportDrivers(
  ctx: Context,
  companyId: CompanyId,
  filter: DriverFilter,
): AsyncGenerator<Driver[]> {
  requireRightIn(ctx, companyId, 'export_lists')
  await enforceRateLimit(ctx, 'export')
  yield* readAllPages((cursor) => readDrivers(ctx, companyId, { ...filter, cursor }, EXPORT_SIZE))
}

function readDrivers(ctx: Context, companyId: CompanyId, filter: DriverFilter, size?: number) {
  return readPage({
    order: 'name',
    cursor: filter.cursor,
    place: (id) => selectDriverPosition(ctx.db, companyId, id),
    read: (request) => selectDriverPage(ctx.db, companyId, selectionOf(filter), request),
    ...(size ? { size } : {}),
  })
}

function selectionOf({ q, status }: DriverFilter) {
  return { q, isArchived: status === 'archived' }
}

/** @throws DomainError driver_not_found */
export async function findDriver(ctx: Context, companyId: CompanyId, id: number): Promise<Driver> {
  requireRightIn(ctx, companyId, 'see_fleet')
  return (await selectDriver(ctx.db, companyId, id)) ?? reject('driver_not_found')
}

/** Whom a card can be given to, by name. */
export function driverChoices(
  ctx: Context,
  companyId: CompanyId,
  asked: ChoicesAsked = {},
): Promise<Choices<Driver>> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return readChoices(asked, {
    read: (q, limit) =>
      selectDriverPage(ctx.db, companyId, { q, isArchived: false }, { edge: null, backward: false, limit }),
    one: (id) => selectDriver(ctx.db, companyId, id),
  })
}

/** @returns its id */
export function addDriver(ctx: Context, companyId: CompanyId, input: DriverInput): Promise<number> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  const { version: _none, ...facts } = input
  return transact(ctx, async (ctx) => {
    const id = await insertDriver(ctx.db, { company_id: companyId, ...facts, archived_at: null })
    await record(ctx, 'driver.created', { kind: 'driver', id, companyId }, { name: facts.name })
    return id
  })
}

/** @throws DomainError driver_not_found, conflict_try_again */
export function editDriver(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version, ...facts }: DriverInput,
): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const before = (await selectDriver(ctx.db, companyId, id)) ?? reject('driver_not_found')
    const fields = (['name', 'phone', 'locale', 'comment'] as const).filter(
      (field) => before[field] !== facts[field],
    )
    if (fields.length === 0) return
    const isWritten = await updateDriver(ctx.db, companyId, { id, version: version ?? before.version }, facts)
    if (!isWritten) reject('conflict_try_again')
    await record(ctx, 'driver.edited', { kind: 'driver', id, companyId }, { name: facts.name, fields })
  })
}

/** He has left: his cards and coupons are nobody's from now on; what he drove stays his. @throws DomainError driver_not_found */
export function archiveDriver(ctx: Context, companyId: CompanyId, id: number): Promise<{ name: string }> {
  return setArchived(ctx, companyId, id, true)
}

/** @throws DomainError driver_not_found */
export function restoreDriver(ctx: Context, companyId: CompanyId, id: number): Promise<{ name: string }> {
  return setArchived(ctx, companyId, id, false)
}

function setArchived(ctx: Context, companyId: CompanyId, id: number, isArchived: boolean) {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const driver = (await selectDriver(ctx.db, companyId, id)) ?? reject('driver_not_found')
    const { name } = driver
    if ((driver.archived_at !== null) === isArchived) return { name }
    const change = { archived_at: isArchived ? ctx.now : null }
    if (!(await updateDriver(ctx.db, companyId, driver, change))) reject('conflict_try_again')
    if (isArchived) await endAssignmentsOf(ctx, companyId, 'driver', id)
    const action = isArchived ? 'driver.archived' : 'driver.restored'
    await record(ctx, action, { kind: 'driver', id, companyId }, { name })
    return { name }
  })
}
