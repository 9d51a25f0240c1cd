import { findDriver } from '#app/domain/drivers/drivers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { digestOf } from '#app/domain/rules/digest.server.ts'
import { findGroupName } from '#app/domain/rules/group-lists.server.ts'
import { MAX_GROUP_CARDS } from '#app/domain/rules/group-members.server.ts'
import { findTemplate, MAX_TEMPLATE_CARDS } from '#app/domain/rules/templates.server.ts'
import { findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import type { ChosenRow } from '#db/queries/bulk-changes/states.ts'
import { type NamedParams, planFor } from './actions.server.ts'
import type { BulkParams, BulkSelection } from './bulk-changes.input.server.ts'
import { aspectOf, type BulkState, keyOf, rightFor } from './bulk-changes.ts'
import { choose } from './choosing.server.ts'
import { readStates } from './states.server.ts'

/** A card or a coupon that would change. */
export interface PlannedRow extends ChosenRow {
  before: BulkState
  after: BulkState
}

/** One that would not; `code` null: it is so already. */
export interface LeftOutRow extends ChosenRow {
  state: BulkState
  code: ErrorCode | null
}

export interface BulkPreview {
  params: NamedParams
  planned: PlannedRow[]
  leftOut: LeftOutRow[]
  /** Of everything that is shown: what is confirmed is this and nothing else. */
  digest: string
}

/**
 * What a change would do to each of the chosen, and to which of them nothing.
 * @throws DomainError bulk_nothing_chosen, bulk_too_many, card_not_found, coupon_not_found, not_found, driver_not_found,
 * vehicle_not_found, rule_cards_too_many
 */
export async function previewBulkChange(
  ctx: Context,
  companyId: CompanyId,
  selection: BulkSelection,
  wanted: BulkParams,
): Promise<BulkPreview> {
  const { kind } = selection
  requireClientRightIn(ctx, companyId, rightFor(kind, wanted.action))
  const { params, room } = await nameParams(ctx, companyId, wanted)
  const chosen = await choose(ctx, companyId, selection)
  const ids = chosen.map(({ id }) => id)
  const states = await readStates(ctx, companyId, kind, aspectOf[params.action], ids)
  const [planned, leftOut]: [PlannedRow[], LeftOutRow[]] = [[], []]
  for (const row of chosen) {
    const state = states.get(row.id) ?? reject('bulk_changed')
    const after = planFor(kind, params, state)
    if (after === null || typeof after === 'string') leftOut.push({ ...row, state, code: after })
    else planned.push({ ...row, before: state, after })
  }
  if (room && room.cards + planned.length > room.max)
    reject('rule_cards_too_many', { params: { max: room.max } })
  return { params, planned, leftOut, digest: digestFor(params, planned, leftOut) }
}

/** The reason and the end of a block are typed beside the preview, and no part of it. */
function digestFor(params: NamedParams, planned: PlannedRow[], leftOut: LeftOutRow[]): string {
  const { action, templateVersion } = params
  const asked = action === 'block' || action === 'unblock' ? { action } : { ...params, templateVersion }
  return digestOf([
    asked,
    planned.map(({ id, before }) => [id, keyOf(before)]),
    leftOut.map(({ id, state }) => [id, keyOf(state)]),
  ])
}

interface Wanted {
  params: NamedParams
  /** How many cards a template or a group has, and how many it holds at most; null: it is about neither. */
  room: { cards: number; max: number } | null
}

/** @throws DomainError not_found, driver_not_found, vehicle_not_found */
async function nameParams(ctx: Context, companyId: CompanyId, params: BulkParams): Promise<Wanted> {
  switch (params.action) {
    case 'template': {
      const { name, version, cards } = await findTemplate(ctx, companyId, params.templateId)
      const named = { ...params, names: { template: name }, templateVersion: version }
      return { params: named, room: { cards, max: MAX_TEMPLATE_CARDS } }
    }
    case 'group': {
      if (params.groupId === null) return { params: { ...params, names: {} }, room: null }
      const { name, cards } = await findGroupName(ctx, companyId, params.groupId)
      return { params: { ...params, names: { group: name } }, room: { cards, max: MAX_GROUP_CARDS } }
    }
    case 'holder': {
      const names: Record<string, string> = {}
      if (params.driver) names.driver = await driverName(ctx, companyId, params.driver)
      if (params.vehicle) names.vehicle = await vehiclePlate(ctx, companyId, params.vehicle)
      return { params: { ...params, names }, room: null }
    }
    default:
      return { params: { ...params, names: {} }, room: null }
  }
}

async function driverName(ctx: Context, companyId: CompanyId, id: number): Promise<string> {
  const { name, archived_at } = await findDriver(ctx, companyId, id)
  return archived_at ? reject('driver_not_found', { field: 'driver' }) : name
}

async function vehiclePlate(ctx: Context, companyId: CompanyId, id: number): Promise<string> {
  const { plate, archived_at } = await findVehicle(ctx, companyId, id)
  return archived_at ? reject('vehicle_not_found', { field: 'vehicle' }) : plate
}
