import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { digestOf } from '#app/domain/rules/digest.server.ts'
import { MAX_GROUP_CARDS } from '#app/domain/rules/group-members.server.ts'
import { MAX_TEMPLATE_CARDS } from '#app/domain/rules/templates.server.ts'
import { selectSubject } from '#db/queries/assignments/assignments.ts'
import type { ChosenRow } from '#db/queries/bulk-changes/states.ts'
import { countGroupCards } from '#db/queries/rules/group-members.ts'
import { selectGroup } from '#db/queries/rules/groups.ts'
import { countTemplateCards } from '#db/queries/rules/template-cards.ts'
import { selectTemplate } from '#db/queries/rules/templates.ts'
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
  const params = await nameParams(ctx, companyId, wanted)
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
  await requireRoom(ctx, companyId, params, planned.length)
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

/** @throws DomainError not_found, driver_not_found, vehicle_not_found */
async function nameParams(ctx: Context, companyId: CompanyId, params: BulkParams): Promise<NamedParams> {
  switch (params.action) {
    case 'template': {
      const found = await selectTemplate(ctx.db, companyId, params.templateId)
      const { name, version } = found ?? reject('not_found', { field: 'templateId' })
      return { ...params, names: { template: name }, templateVersion: version }
    }
    case 'group': {
      if (params.groupId === null) return { ...params, names: {} }
      const found = await selectGroup(ctx.db, companyId, params.groupId)
      const { name } = found ?? reject('not_found', { field: 'groupId' })
      return { ...params, names: { group: name } }
    }
    case 'holder': {
      const { driver, vehicle } = params
      const names: Record<string, string> = {}
      if (driver) names.driver = await nameOf(ctx, companyId, 'driver', driver)
      if (vehicle) names.vehicle = await nameOf(ctx, companyId, 'vehicle', vehicle)
      return { ...params, names }
    }
    default:
      return { ...params, names: {} }
  }
}

async function nameOf(
  ctx: Context,
  companyId: CompanyId,
  subject: 'driver' | 'vehicle',
  id: number,
): Promise<string> {
  const name = await selectSubject(ctx.db, companyId, subject, id)
  return name ?? reject(subject === 'driver' ? 'driver_not_found' : 'vehicle_not_found', { field: subject })
}

/** A template and a group hold so many cards at most. @throws DomainError rule_cards_too_many */
async function requireRoom(
  ctx: Context,
  companyId: CompanyId,
  params: NamedParams,
  more: number,
): Promise<void> {
  const [id, max, count] =
    params.action === 'template'
      ? [params.templateId, MAX_TEMPLATE_CARDS, countTemplateCards]
      : params.action === 'group'
        ? [params.groupId, MAX_GROUP_CARDS, countGroupCards]
        : [null, 0, null]
  if (id === null || count === null) return
  const there = (await count(ctx.db, companyId, [id])).get(id) ?? 0
  if (there + more > max) reject('rule_cards_too_many', { params: { max } })
}
