import { assign } from '#app/domain/assignments/assignments.server.ts'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import type { CardRule } from '#app/domain/cards/card-rule.ts'
import { removeCardRule, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { ruleOfColumns } from '#app/domain/cards/stored-rule.ts'
import { blockCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import type { InstrumentRef } from '#app/domain/kernel/instrument.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { assignTemplate } from '#app/domain/rules/template-cards.server.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import type { StoredRule } from '#db/sql/card-rule.ts'
import type { BulkParams } from './bulk-changes.input.server.ts'
import { type BulkState, keyOf } from './bulk-changes.ts'

/** With the names of what they point at, and the version of a template whose rule was shown. */
export type NamedParams = BulkParams & { names: Record<string, string>; templateVersion?: number }

type StateOf<Aspect extends BulkState['of']> = Extract<BulkState, { of: Aspect }>

/** What an action would make of a state; a code: why it cannot, `null`: it is so already. */
export function planFor(
  kind: InstrumentKind,
  params: NamedParams,
  state: BulkState,
): BulkState | ErrorCode | null {
  const planned = plannedState(kind, params, state)
  return typeof planned !== 'string' && keyOf(planned) === keyOf(state) ? null : planned
}

function plannedState(kind: InstrumentKind, params: NamedParams, state: BulkState): BulkState | ErrorCode {
  switch (state.of) {
    case 'block':
      return params.action === 'block' ? blocked(kind, state, params.until) : unblocked(kind, state)
    case 'rule':
      return plannedRule(params, state)
    case 'group':
      return params.action === 'group'
        ? { of: 'group', group: named(params, 'group', params.groupId) }
        : state
    case 'holder':
      return params.action === 'holder' ? plannedHolder(params, state) : state
  }
}

function blocked(kind: InstrumentKind, state: StateOf<'block'>, until: string | null | undefined) {
  if (state.status === 'blocked_by_client') return state
  const works = state.status === 'active' || (kind === 'coupon' && state.status === 'issued')
  if (!works) return kind === 'card' ? 'card_not_blockable' : 'coupon_not_blockable'
  return { ...state, status: 'blocked_by_client' as const, until: until ?? null }
}

function unblocked(kind: InstrumentKind, state: StateOf<'block'>): StateOf<'block'> | ErrorCode {
  if (state.status === 'active' || state.status === 'issued') return state
  if (state.status !== 'blocked_by_client')
    return kind === 'card' ? 'card_not_unblockable' : 'coupon_not_unblockable'
  return { of: 'block', status: 'active', since: null, until: null }
}

function plannedRule(params: NamedParams, state: StateOf<'rule'>): BulkState {
  if (params.action === 'no_rule') return { of: 'rule', version: 0, template: null, own: null }
  const version = state.version + 1
  if (params.action === 'template') {
    if (state.template?.id === params.templateId) return state
    return { of: 'rule', version, template: named(params, 'template', params.templateId), own: null }
  }
  return params.action === 'rule' ? { of: 'rule', version, template: null, own: params.rule } : state
}

function plannedHolder(
  params: Extract<NamedParams, { action: 'holder' }>,
  { driver, vehicle }: StateOf<'holder'>,
): BulkState {
  return {
    of: 'holder',
    driver: params.driver === undefined ? driver : named(params, 'driver', params.driver),
    vehicle: params.vehicle === undefined ? vehicle : named(params, 'vehicle', params.vehicle),
  }
}

function named(params: NamedParams, what: string, id: number | null) {
  return id === null ? null : { id, name: params.names[what] ?? '' }
}

/** Does to one card or coupon what was planned, by the verb of a single change. @throws DomainError what that verb throws */
export async function carryOut(
  ctx: Context,
  companyId: CompanyId,
  { kind, id }: InstrumentRef,
  params: NamedParams,
  state: BulkState,
): Promise<void> {
  switch (params.action) {
    case 'block': {
      const { reason, cause } = params
      const until = params.until === null ? null : new Date(params.until)
      if (kind === 'card') await blockCard(ctx, companyId, id, { reason, cause, until })
      else await blockCoupon(ctx, companyId, id, { reason })
      return
    }
    case 'unblock':
      if (kind === 'card') await unblockCard(ctx, companyId, id, { reason: params.reason })
      else await unblockCoupon(ctx, companyId, id, { reason: params.reason })
      return
    case 'holder': {
      const { driver, vehicle } = params
      await assign(ctx, companyId, { kind, id }, { driver, vehicle, from: null, date: '', hasTime: false })
      return
    }
    default:
      await changeCard(ctx, companyId, id, params, state)
  }
}

async function changeCard(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  params: Exclude<NamedParams, { action: 'block' | 'unblock' | 'holder' }>,
  state: BulkState,
): Promise<void> {
  const version = state.of === 'rule' ? state.version : 0
  switch (params.action) {
    case 'template':
      await assignTemplate(ctx, companyId, id, { templateId: params.templateId, version })
      return
    case 'rule':
      await saveCardRule(ctx, companyId, id, { rule: params.rule, version })
      return
    case 'no_rule':
      await removeCardRule(ctx, companyId, id, { version })
      return
    case 'group':
      await setGroupOfCards(ctx, companyId, params.groupId, { cardIds: [id] })
  }
}

/** Gives one card or coupon the state that it had. @throws DomainError what the verb of a single change throws */
export async function restore(
  ctx: Context,
  companyId: CompanyId,
  { kind, id }: InstrumentRef,
  before: BulkState,
  now: BulkState,
): Promise<void> {
  switch (before.of) {
    case 'block':
      await restoreBlock(ctx, companyId, { kind, id }, before)
      return
    case 'rule':
      await restoreRule(ctx, companyId, id, before, now.of === 'rule' ? now.version : 0)
      return
    case 'group':
      await setGroupOfCards(ctx, companyId, before.group?.id ?? null, { cardIds: [id] })
      return
    case 'holder': {
      const [driver, vehicle] = [before.driver?.id ?? null, before.vehicle?.id ?? null]
      await assign(ctx, companyId, { kind, id }, { driver, vehicle, from: null, date: '', hasTime: false })
    }
  }
}

async function restoreBlock(
  ctx: Context,
  companyId: CompanyId,
  { kind, id }: InstrumentRef,
  before: StateOf<'block'>,
): Promise<void> {
  const wasBlocked = before.status === 'blocked_by_client'
  const until = before.until === null ? null : new Date(before.until)
  // Such a block would have ended by itself meanwhile.
  if (wasBlocked && until && until <= ctx.now) return
  if (kind === 'card' && wasBlocked) await blockCard(ctx, companyId, id, { reason: '', until })
  else if (kind === 'card') await unblockCard(ctx, companyId, id)
  else if (wasBlocked) await blockCoupon(ctx, companyId, id, { reason: '' })
  else await unblockCoupon(ctx, companyId, id)
}

async function restoreRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  before: StateOf<'rule'>,
  version: number,
): Promise<void> {
  if (before.version === 0) {
    await removeCardRule(ctx, companyId, id, { version })
    return
  }
  if (before.template) {
    await assignTemplate(ctx, companyId, id, { templateId: before.template.id, version })
    return
  }
  const rule: CardRule = ruleOfColumns(before.own as StoredRule) ?? reject('unexpected')
  await saveCardRule(ctx, companyId, id, { rule, version })
}
