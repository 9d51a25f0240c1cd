import type { AssignTemplate, KnownVersion } from '#app/domain/cards/card-rules.input.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countTemplateCards,
  selectCardsInOrderForUpdate,
  selectRuleVersionForUpdate,
  updateTemplateToOwn,
  upsertTemplateOfCard,
} from '#db/queries/rules/template-cards.ts'
import { selectTemplateForUpdate } from '#db/queries/rules/templates.ts'
import { MAX_TEMPLATE_CARDS } from './templates.server.ts'

/**
 * The template in place of whatever rule the card has, and of what was permitted beyond it.
 * @throws DomainError card_not_found, not_found, conflict_try_again, invalid
 */
export function assignTemplate(
  ctx: Context,
  companyId: CompanyId,
  cardId: number,
  { templateId, version }: AssignTemplate,
): Promise<{ number: string; name: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { number, rule } = await lock(ctx, companyId, cardId)
    if ((rule?.version ?? 0) !== version) reject('conflict_try_again')
    const template =
      (await selectTemplateForUpdate(ctx.db, companyId, templateId)) ??
      reject('not_found', { field: 'templateId' })
    const { name } = template
    if (rule?.template_id === templateId) return { number, name }
    const users = await countTemplateCards(ctx.db, companyId, [templateId])
    if ((users.get(templateId) ?? 0) >= MAX_TEMPLATE_CARDS) reject('invalid', { field: 'templateId' })
    await upsertTemplateOfCard(ctx.db, companyId, cardId, templateId)
    const subject = { kind: 'card', id: cardId, companyId } as const
    await recordInstrumentChange(ctx, 'card.rule_set', subject, { number, ruleTemplate: name })
    return { number, name }
  })
}

/** What the template says stays as the card's own rule. @throws DomainError card_not_found, rule_missing, conflict_try_again */
export function detachTemplate(
  ctx: Context,
  companyId: CompanyId,
  cardId: number,
  { version }: KnownVersion,
): Promise<{ number: string }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const { number, rule } = await lock(ctx, companyId, cardId)
    if (!rule) return reject('rule_missing')
    if (rule.template_id === null) return { number }
    if (rule.version !== version) reject('conflict_try_again')
    await updateTemplateToOwn(ctx.db, companyId, cardId)
    await recordInstrumentChange(
      ctx,
      'card.rule_set',
      { kind: 'card', id: cardId, companyId },
      { number, ruleTemplate: '' },
    )
    return { number }
  })
}

/** The card, then its rule, as everybody takes them. */
async function lock(ctx: Context, companyId: CompanyId, cardId: number) {
  const [card] = await selectCardsInOrderForUpdate(ctx.db, companyId, [cardId])
  if (!card) return reject('card_not_found')
  const rule = await selectRuleVersionForUpdate(ctx.db, companyId, cardId)
  return { number: maskedNumber(card.number), rule }
}
