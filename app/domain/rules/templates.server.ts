import { record } from '#app/domain/audit/audit.server.ts'
import type { CardRule } from '#app/domain/cards/card-rule.ts'
import type { KnownVersion, SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { requireSensible } from '#app/domain/cards/sensible-rule.server.ts'
import { columnsOfRule, ruleOfColumns } from '#app/domain/cards/stored-rule.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { deleteShadowOf } from '#db/queries/rules/shadows.ts'
import {
  countTemplateCards,
  type NamedCardRow,
  selectCardsInOrderForUpdate,
  selectTemplateCardIds,
  updateRulesOfTemplate,
} from '#db/queries/rules/template-cards.ts'
import {
  deleteTemplate,
  insertTemplate,
  type RuleTemplateRow,
  selectTemplate,
  selectTemplateForUpdate,
  updateTemplate,
} from '#db/queries/rules/templates.ts'
import { digestOf } from './digest.server.ts'

/** Whose change is still one transaction; who has more makes a second template. */
export const MAX_TEMPLATE_CARDS = 5_000

export interface RuleTemplate {
  id: number
  name: string
  rule: CardRule
  version: number
  /** How many cards use it. */
  cards: number
}

export function templateIn(row: RuleTemplateRow, cards: number): RuleTemplate {
  const { id, name, version } = row
  return { id, name, version, cards, rule: ruleOfColumns(row) }
}

/** @throws DomainError not_found */
export async function findTemplate(ctx: Context, companyId: CompanyId, id: number): Promise<RuleTemplate> {
  requireRightIn(ctx, companyId, 'see_cards')
  const row = (await selectTemplate(ctx.db, companyId, id)) ?? reject('not_found')
  return templateIn(row, (await countTemplateCards(ctx.db, companyId, [id])).get(id) ?? 0)
}

/** @throws DomainError name_taken, and those of a rule */
export function createTemplate(
  ctx: Context,
  companyId: CompanyId,
  { name, rule }: Pick<SaveNamedRule, 'name' | 'rule'>,
): Promise<{ id: number; name: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    await requireSensible(ctx, rule)
    const row = { ...columnsOfRule(rule), company_id: companyId, name, version: 1 }
    const id = await nameOnce(() => insertTemplate(ctx.db, row))
    await record(ctx, 'rule_template.created', { kind: 'rule_template', id, companyId }, { name })
    return { id, name }
  })
}

/** What a change of a template would be confirmed by: the version that was seen, what it becomes, and its cards. */
export function templateDigest(
  id: number,
  { name, rule, version }: Pick<SaveNamedRule, 'name' | 'rule' | 'version'>,
  cardIds: readonly number[],
): string {
  return digestOf(['template', id, version, name, columnsOfRule(rule), cardIds])
}

/**
 * Changes the rule of every card that uses the template, in one transaction. `digest` is that of the preview; a template that
 * no card uses needs none. Cards are taken before the template, as everybody does (docs/decisions/0039).
 * @throws DomainError not_found, name_taken, conflict_try_again, and those of a rule
 */
export function saveTemplate(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: SaveNamedRule,
): Promise<{ name: string; cards: number }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { name, rule, version, digest } = input
    const { row, cards } = await lockTemplate(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    await requireSensible(ctx, rule)
    if (cards.length > 0 && digest === null) reject('conflict_try_again')
    const ids = cards.map((card) => card.id)
    if (cards.length > 0 && digest !== templateDigest(id, input, ids)) reject('conflict_try_again')
    await writeTemplate(ctx, companyId, row, cards, { name, rule })
    return { name, cards: cards.length }
  })
}

/** The rule that was tried in its shadow; what was shown of it is the preview. @throws as saveTemplate */
export function promoteTemplateRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { rule, version }: Pick<SaveNamedRule, 'rule' | 'version'>,
): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { row, cards } = await lockTemplate(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    await requireSensible(ctx, rule)
    await writeTemplate(ctx, companyId, row, cards, { name: row.name, rule })
  })
}

async function writeTemplate(
  ctx: Context,
  companyId: CompanyId,
  { id, unit, version }: RuleTemplateRow,
  cards: readonly NamedCardRow[],
  { name, rule }: Pick<SaveNamedRule, 'name' | 'rule'>,
): Promise<void> {
  const columns = { ...columnsOfRule(rule), name, version: version + 1 }
  await nameOnce(() => updateTemplate(ctx.db, companyId, id, columns))
  await updateRulesOfTemplate(ctx.db, companyId, id, { endsPermissions: unit !== rule.unit })
  const subject = { kind: 'rule_template', id, companyId } as const
  await record(ctx, 'rule_template.changed', subject, { name, cards: cards.length })
  for (const card of cards) {
    const subject = { kind: 'card', id: card.id, companyId } as const
    const number = maskedNumber(card.number)
    await recordInstrumentChange(ctx, 'card.rule_set', subject, { number, ruleTemplate: name })
  }
}

/** Only one that no card uses. @throws DomainError not_found, conflict_try_again */
export function removeTemplate(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version }: KnownVersion,
): Promise<{ name: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { row, cards } = await lockTemplate(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    if (cards.length > 0) reject('conflict_try_again')
    await deleteTemplate(ctx.db, companyId, id)
    await deleteShadowOf(ctx.db, companyId, { owner: 'template', id })
    await record(ctx, 'rule_template.removed', { kind: 'rule_template', id, companyId }, { name: row.name })
    return { name: row.name }
  })
}

/** The cards by id and then the template. Cards that joined in between are a set that has changed. */
async function lockTemplate(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ row: RuleTemplateRow; cards: NamedCardRow[] }> {
  const before = await selectTemplateCardIds(ctx.db, companyId, id)
  const cards = await selectCardsInOrderForUpdate(ctx.db, companyId, before)
  const row = (await selectTemplateForUpdate(ctx.db, companyId, id)) ?? reject('not_found')
  const now = await selectTemplateCardIds(ctx.db, companyId, id)
  if (now.join() !== cards.map((card) => card.id).join()) reject('conflict_try_again')
  return { row, cards }
}

/** @throws DomainError name_taken */
export async function nameOnce<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (isDuplicateKey(error)) reject('name_taken', { field: 'name' })
    throw error
  }
}
