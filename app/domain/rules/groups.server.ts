import { record } from '#app/domain/audit/audit.server.ts'
import { type CardRule, isEmptyRule } from '#app/domain/cards/card-rule.ts'
import type { KnownVersion, SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { requireSensible } from '#app/domain/cards/sensible-rule.server.ts'
import { columnsOfRule, ruleOfColumns } from '#app/domain/cards/stored-rule.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { deleteGroupMembers, selectGroupCardIds } from '#db/queries/rules/group-members.ts'
import {
  type CardGroupRow,
  deleteGroup,
  insertGroup,
  selectGroupsForUpdate,
  updateGroup,
} from '#db/queries/rules/groups.ts'
import { deleteShadowOf } from '#db/queries/rules/shadows.ts'
import { type NamedCardRow, selectCardsInOrderForUpdate } from '#db/queries/rules/template-cards.ts'
import { digestOf } from './digest.server.ts'
import { nameOnce } from './templates.server.ts'

export interface CardGroup {
  id: number
  name: string
  /** Null: it only counts. */
  rule: CardRule | null
  version: number
  cards: number
}

export function groupOfRow(row: CardGroupRow, cards: number): CardGroup {
  const { id, name, version } = row
  return { id, name, version, cards, rule: ruleOfColumns(row) }
}

/** Without any restriction a group has no rule. */
export function groupRuleIn({ rule }: Pick<SaveNamedRule, 'rule'>): CardRule | null {
  return isEmptyRule(rule) ? null : rule
}

function columnsOfGroup(rule: SaveNamedRule['rule']) {
  const columns = columnsOfRule(rule)
  return isEmptyRule(rule) ? { ...columns, unit: null } : columns
}

/** @throws DomainError name_taken, and those of a rule */
export function createGroup(
  ctx: Context,
  companyId: CompanyId,
  { name, rule }: Pick<SaveNamedRule, 'name' | 'rule'>,
): Promise<{ id: number; name: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    if (!isEmptyRule(rule)) await requireSensible(ctx, rule)
    const row = { ...columnsOfGroup(rule), company_id: companyId, name, version: 1 }
    const id = await nameOnce(() => insertGroup(ctx.db, row))
    await record(ctx, 'card_group.created', { kind: 'card_group', id, companyId }, { name })
    return { id, name }
  })
}

/** What a change of a group would be confirmed by: the version that was seen, what it becomes, and its cards. */
export function groupDigest(
  id: number,
  { name, rule, version }: Pick<SaveNamedRule, 'name' | 'rule' | 'version'>,
  cardIds: readonly number[],
): string {
  return digestOf(['group', id, version, name, columnsOfGroup(rule), cardIds])
}

/**
 * Changes what all its cards may use together, in one transaction; as `saveTemplate` otherwise.
 * @throws DomainError not_found, name_taken, conflict_try_again, and those of a rule
 */
export function saveGroup(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: SaveNamedRule,
): Promise<{ name: string; cards: number }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { name, rule, version, digest } = input
    const { row, cards } = await lockGroup(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    if (!isEmptyRule(rule)) await requireSensible(ctx, rule)
    if (cards.length > 0 && digest === null) reject('conflict_try_again')
    const ids = cards.map((card) => card.id)
    if (cards.length > 0 && digest !== groupDigest(id, input, ids)) reject('conflict_try_again')
    await writeGroup(ctx, companyId, row, cards, { name, rule })
    return { name, cards: cards.length }
  })
}

/** The rule that was tried in its shadow; what was shown of it is the preview. @throws as saveGroup */
export function promoteGroupRule(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { rule, version }: Pick<SaveNamedRule, 'rule' | 'version'>,
): Promise<void> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { row, cards } = await lockGroup(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    await requireSensible(ctx, rule)
    await writeGroup(ctx, companyId, row, cards, { name: row.name, rule })
  })
}

async function writeGroup(
  ctx: Context,
  companyId: CompanyId,
  { id, version }: CardGroupRow,
  cards: readonly NamedCardRow[],
  { name, rule }: Pick<SaveNamedRule, 'name' | 'rule'>,
): Promise<void> {
  const columns = { ...columnsOfGroup(rule), name, version: version + 1 }
  await nameOnce(() => updateGroup(ctx.db, companyId, id, columns))
  const subject = { kind: 'card_group', id, companyId } as const
  await record(ctx, 'card_group.changed', subject, { name, cards: cards.length })
  for (const card of cards) {
    const number = maskedNumber(card.number)
    const subject = { kind: 'card', id: card.id, companyId } as const
    await recordInstrumentChange(ctx, 'card.rule_set', subject, { number, cardGroup: name })
  }
}

/** Its cards are in no group then. @throws DomainError not_found, conflict_try_again */
export function removeGroup(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { version }: KnownVersion,
): Promise<{ name: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { row, cards } = await lockGroup(ctx, companyId, id)
    if (row.version !== version) reject('conflict_try_again')
    const ids = cards.map((card) => card.id)
    await deleteGroupMembers(ctx.db, companyId, ids)
    await deleteGroup(ctx.db, companyId, id)
    await deleteShadowOf(ctx.db, companyId, { owner: 'group', id })
    const { name } = row
    await record(ctx, 'card_group.removed', { kind: 'card_group', id, companyId }, { name })
    for (const card of cards) {
      const number = maskedNumber(card.number)
      const subject = { kind: 'card', id: card.id, companyId } as const
      await recordInstrumentChange(ctx, 'card.group_set', subject, { number, cardGroup: null })
    }
    return { name }
  })
}

/** The cards by id and then the group. Cards that came or went in between are a set that has changed. */
async function lockGroup(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ row: CardGroupRow; cards: NamedCardRow[] }> {
  const before = await selectGroupCardIds(ctx.db, companyId, id)
  const cards = await selectCardsInOrderForUpdate(ctx.db, companyId, before)
  const [row] = await selectGroupsForUpdate(ctx.db, companyId, [id])
  if (!row) return reject('not_found')
  const now = await selectGroupCardIds(ctx.db, companyId, id)
  if (now.join() !== cards.map((card) => card.id).join()) reject('conflict_try_again')
  return { row, cards }
}
