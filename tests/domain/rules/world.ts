import { expect } from 'vitest'
import { SaveNamedRule } from '#app/domain/cards/card-rules.input.server.ts'
import { readCardRule } from '#app/domain/cards/card-rules.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { authorize } from '#app/domain/pump-operations/pump-operations.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { createGroup } from '#app/domain/rules/groups.server.ts'
import { assignTemplate } from '#app/domain/rules/template-cards.server.ts'
import { createTemplate } from '#app/domain/rules/templates.server.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { fuelAsked, pumpOf } from '#tests/support/pump.ts'
import { bringCards, type NewCard } from '#tests/support/registers.ts'

let names = 0

/** A company with a station's system that asks for its cards. */
export async function createRulesWorld(settings: Parameters<typeof createCabinet>[0] = {}) {
  const cabinet = await createCabinet(settings)
  const companyId = await cabinet.company()
  const owner = (await cabinet.client(companyId, 'owner')).ctx
  const station = await cabinet.station()
  const pump = await pumpOf(cabinet)
  async function card(overrides: NewCard = {}) {
    const [one] = await bringCards(owner, companyId, [{ dailyLimit: null, ...overrides }])
    if (!one) throw new Error('no card')
    const read = { by: 'card', number: one.number } as const
    const ask = (volume: number, more: Record<string, unknown> = {}) =>
      authorize(pump, { ...fuelAsked(station, read), volume, ...more })
    return { ...one, ask }
  }
  async function templateOf(fields: Record<string, unknown>, cards: readonly { id: number }[] = []) {
    const template = await createTemplate(owner, companyId, typedRule(fields))
    for (const { id } of cards) await giveTemplate(owner, companyId, id, template.id)
    return template
  }
  async function groupOf(fields: Record<string, unknown>, cards: readonly { id: number }[] = []) {
    const group = await createGroup(owner, companyId, typedRule(fields))
    const cardIds = cards.map(({ id }) => id)
    if (cardIds.length > 0) await setGroupOfCards(owner, companyId, group.id, { cardIds })
    return group
  }
  return { cabinet, companyId, owner, station, pump, card, templateOf, groupOf }
}

export function typedRule(fields: Record<string, unknown>) {
  return SaveNamedRule.parse({ name: `Rule ${++names}`, version: 0, ...fields })
}

/** The template in place of the rule that the card has now. */
export async function giveTemplate(ctx: Context, companyId: CompanyId, cardId: number, templateId: number) {
  const { rule } = await readCardRule(ctx, companyId, cardId)
  return assignTemplate(ctx, companyId, cardId, { templateId, version: rule?.version ?? 0 })
}

export function refusedAs(code: string) {
  return expect.objectContaining({ code })
}
