import type { CardRule } from '#app/domain/cards/card-rule.ts'
import { fillsToReplay } from '#app/domain/cards/card-rule-what-if.server.ts'
import { countByCard, countTogether, type WhatIf, whatIf } from '#app/domain/cards/card-rule-what-if.ts'
import type { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type RuledCards, selectCardChains } from '#db/queries/rules/ruled-cards.ts'
import { findGroup } from './group-lists.server.ts'
import { groupDigest, groupRuleIn } from './groups.server.ts'
import { findTemplate, templateDigest } from './templates.server.ts'

/** As many fills as a preview replays, the latest ones. */
const MAX_FILLS = 100_000

export interface ManyWhatIf extends WhatIf {
  /** Masked numbers of the cards, by their ids. */
  numbers: Map<number, string>
  /** Those that the rule would hold for, in the order of their ids. */
  cardIds: number[]
}

/**
 * What the rule would have done to the fills of the last days with every card of a template, each for itself, or of a group,
 * all together; null is no rule. The caller has found the template or the group.
 */
async function tryManyCards(
  ctx: Context,
  companyId: CompanyId,
  cards: RuledCards,
  rule: SaveNamedRule['rule'] | null,
): Promise<ManyWhatIf> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  await enforceRateLimit(ctx, 'trial')
  const chains = await selectCardChains(ctx.db, companyId, cards)
  const held = new Set(chains.map(({ holder }) => holder))
  const numbers = new Map(chains.map(({ id, number }) => [id, maskedNumber(number)]))
  const cardIds = [...held]
  if (rule === null) return { fills: 0, touched: [], numbers, cardIds }
  // A group counts its cards alone, as its sums do.
  const ids = 'group' in cards ? cardIds : [...numbers.keys()]
  const { fills, from } = await fillsToReplay(ctx, companyId, ids, MAX_FILLS)
  const counting = 'group' in cards ? countTogether() : countByCard(held, heirsIn(chains))
  return { ...whatIf(rule as CardRule, fills, from, counting), numbers, cardIds }
}

/** A change before it is confirmed, by its digest. */
export interface RulePreview {
  whatIf: ManyWhatIf
  version: number
  digest: string
}

type Changed = Pick<SaveNamedRule, 'name' | 'rule'>

/** @throws DomainError not_found */
export async function previewTemplate(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { name, rule }: Changed,
): Promise<RulePreview> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const { version } = await findTemplate(ctx, companyId, id)
  const whatIf = await tryManyCards(ctx, companyId, { template: id }, rule)
  return { whatIf, version, digest: templateDigest(id, { name, rule, version }, whatIf.cardIds) }
}

/** @throws DomainError not_found */
export async function previewGroup(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  { name, rule }: Changed,
): Promise<RulePreview> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const { version } = await findGroup(ctx, companyId, id)
  const whatIf = await tryManyCards(ctx, companyId, { group: id }, groupRuleIn({ rule }))
  return { whatIf, version, digest: groupDigest(id, { name, rule, version }, whatIf.cardIds) }
}

/** By card: those that took its place, one after another. */
function heirsIn(chains: readonly { holder: number; id: number }[]): Map<number, number[]> {
  const heirs = new Map<number, number[]>()
  for (const { holder, id } of chains) {
    if (holder !== id) heirs.set(id, [...(heirs.get(id) ?? []), holder])
  }
  return heirs
}
