import { decide } from '#app/domain/authorizations/decide.ts'
import type { FuelRequest, FuelState, Usage } from '#app/domain/authorizations/fuel-request.ts'
import { readUsageOfGroup } from '#app/domain/authorizations/usage.server.ts'
import { layerOf } from '#app/domain/cards/card-rule.ts'
import { ruleOfColumns } from '#app/domain/cards/stored-rule.ts'
import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { insertShadowRefusals, type ShadowRuleRow, selectShadowsOfCard } from '#db/queries/rules/shadows.ts'

interface WatchedCard {
  id: number
  company_id: number
  rule_template_id: number | null
  group_id: number | null
  /** Null: the group has no rule. */
  group_unit: unknown
}

/**
 * Tries the rules in the shadow of a card on an operation that was approved, in the transaction of the decision: each alone,
 * since everything else has allowed it. What one would have refused is written down and refused by nobody.
 */
export async function watchInShadow(
  ctx: Context,
  authorizationId: number,
  card: WatchedCard,
  {
    request,
    state,
    usage,
  }: { request: FuelRequest; state: FuelState; usage: Usage & { group: Usage | null } },
): Promise<void> {
  const companyId = asCompanyId(card.company_id)
  const { id, rule_template_id: templateId, group_id: groupId } = card
  const shadows = await selectShadowsOfCard(ctx.db, companyId, { id, templateId, groupId })
  const refusals = []
  for (const shadow of shadows) {
    const rule = ruleOfColumns(shadow)
    const counted = shadow.owner === 'group' ? await usageOf(ctx, shadow, usage.group) : usage
    const decision = decide(request, { ...state, rules: [layerOf(rule, counted)] })
    if (decision.status === 'approved') continue
    refusals.push({
      ...{ shadow_id: shadow.id, company_id: companyId, authorization_id: authorizationId, card_id: id },
      ...{ code: decision.code, figures: JSON.stringify(decision.figures) },
    })
  }
  await insertShadowRefusals(ctx.db, refusals)
}

/** A group without a rule of its own was not summed for the decision. */
function usageOf(ctx: Context, { company_id, owner_id }: ShadowRuleRow, known: Usage | null) {
  return known ?? readUsageOfGroup(ctx, asCompanyId(company_id), owner_id)
}
