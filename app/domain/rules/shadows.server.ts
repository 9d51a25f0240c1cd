import { record } from '#app/domain/audit/audit.server.ts'
import type { Decline, Figures } from '#app/domain/authorizations/decision.ts'
import type { DeclineCode } from '#app/domain/authorizations/decline-codes.ts'
import { revived } from '#app/domain/authorizations/stored-decision.ts'
import type { CardRule } from '#app/domain/cards/card-rule.ts'
import { saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { requireSensible } from '#app/domain/cards/sensible-rule.server.ts'
import { columnsOfRule, ruleOfColumns } from '#app/domain/cards/stored-rule.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import {
  countShadowed,
  deleteShadow,
  deleteShadowRefusals,
  type ShadowOf,
  type ShadowRuleRow,
  selectShadow,
  selectShadowById,
  selectShadowRefusals,
  upsertShadow,
} from '#db/queries/rules/shadows.ts'
import { promoteGroupRule } from './groups.server.ts'
import { hasOwner } from './shadow-owners.server.ts'
import { promoteTemplateRule } from './templates.server.ts'

/** As many as its page lists. */
const SHOWN = 50

/** The fuel was granted, whatever became of it. */
const APPROVED = ['held', 'completed', 'voided', 'expired'] as const

export interface ShadowRefusal {
  id: number
  at: Date
  card: { id: number; number: string }
  station: string
  product: ProductCode | null
  /** Millilitres. */
  volume: number | null
  decline: Decline
}

export interface ShadowRule {
  id: number
  version: number
  rule: CardRule
  since: Date
  /** Operations of its cards that were approved since then, and how many of them it would have refused. */
  decided: number
  refused: number
  /** The newest first. */
  rows: ShadowRefusal[]
}

/** The rule that is tried for a card, a template or a group; null: none. The caller has found what it is tried for. */
export async function findShadow(
  ctx: Context,
  companyId: CompanyId,
  of: ShadowOf,
): Promise<ShadowRule | null> {
  requireRightIn(ctx, companyId, 'see_cards')
  const row = await selectShadow(ctx.db, companyId, of)
  if (!row) return null
  const rows = await selectShadowRefusals(ctx.db, companyId, row.id, SHOWN)
  const { id, version, since } = row
  return {
    ...{ id, version, since, rule: ruleOfColumns(row) },
    ...(await countShadowed(ctx.db, companyId, row, APPROVED)),
    rows: rows.map(({ id, created_at, card_id, number, station_code, product, approved, code, figures }) => ({
      ...{ id, at: created_at, station: station_code, product, volume: approved },
      card: { id: card_id, number: maskedNumber(number) },
      decline: {
        status: 'declined',
        code: code as DeclineCode,
        whose: 'client',
        figures: revived<Figures>(figures, {}),
      },
    })),
  }
}

/**
 * From now on the rule is tried with each operation, in place of the one that was tried.
 * @throws DomainError card_not_found, not_found, not_found, and those of a rule
 */
export function saveShadow(ctx: Context, companyId: CompanyId, of: ShadowOf, rule: CardRule): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    await hasOwner(ctx, companyId, of)
    await requireSensible(ctx, rule)
    const owned = { company_id: companyId, owner: of.owner, owner_id: of.id }
    await upsertShadow(ctx.db, { ...owned, ...columnsOfRule(rule), since: ctx.now })
    const { id } = (await selectShadow(ctx.db, companyId, of)) ?? reject('unexpected')
    await deleteShadowRefusals(ctx.db, id)
    await record(ctx, 'shadow_rule.started', subjectOf(companyId, of))
  })
}

interface Seen {
  /** Of the rule in the shadow. */
  version: number
}

/** @throws DomainError not_found, conflict_try_again */
export function dropShadow(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version }: Seen,
): Promise<ShadowOf> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const of = ownerOf((await selectShadowById(ctx.db, companyId, id)) ?? reject('not_found'))
    if (!(await deleteShadow(ctx.db, companyId, { id, version }))) reject('conflict_try_again')
    await record(ctx, 'shadow_rule.dropped', subjectOf(companyId, of))
    return of
  })
}

/**
 * The rule that was tried holds from now on, for what it was tried for and in place of the rule of `ruleVersion` there.
 * @throws DomainError not_found, conflict_try_again, and those of saving the rule
 */
export function promoteShadow(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version, ruleVersion }: Seen & { ruleVersion: number },
): Promise<ShadowOf> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const row = (await selectShadowById(ctx.db, companyId, id)) ?? reject('not_found')
    const of = ownerOf(row)
    const saved = { rule: ruleOfColumns(row), version: ruleVersion }
    if (of.owner === 'card') await saveCardRule(ctx, companyId, of.id, saved)
    if (of.owner === 'template') await promoteTemplateRule(ctx, companyId, of.id, saved)
    if (of.owner === 'group') await promoteGroupRule(ctx, companyId, of.id, saved)
    if (!(await deleteShadow(ctx.db, companyId, { id, version }))) reject('conflict_try_again')
    await record(ctx, 'shadow_rule.promoted', subjectOf(companyId, of))
    return of
  })
}

function ownerOf({ owner, owner_id }: ShadowRuleRow): ShadowOf {
  return { owner, id: owner_id }
}

function subjectOf(companyId: CompanyId, { owner, id }: ShadowOf) {
  const kind = ({ card: 'card', template: 'rule_template', group: 'card_group' } as const)[owner]
  return { kind, id, companyId }
}
