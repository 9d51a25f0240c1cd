import { maskedNumber } from '#app/domain/cards/cards.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  countGroupCards,
  deleteGroupMembers,
  selectGroupsOfCards,
  selectWithPredecessors,
  upsertGroupMembers,
} from '#db/queries/rules/group-members.ts'
import { selectGroupsForUpdate } from '#db/queries/rules/groups.ts'
import { selectCardsInOrderForUpdate } from '#db/queries/rules/template-cards.ts'
import type { GroupOfCards } from './groups.input.server.ts'

/** Whose change is still one transaction. */
export const MAX_GROUP_CARDS = 5_000

/**
 * Puts cards into a group, out of the one that each is in; null takes them out. Cards whose place one of them took go with
 * it, since what was used with them counts on. The cards are taken by id and then the groups by id.
 * @throws DomainError card_not_found, not_found, invalid
 */
export function setGroupOfCards(
  ctx: Context,
  companyId: CompanyId,
  groupId: number | null,
  { cardIds }: GroupOfCards,
): Promise<{ cards: number; name: string | null }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  return transact(ctx, async (ctx) => {
    const all = await selectWithPredecessors(ctx.db, companyId, cardIds)
    const cards = await selectCardsInOrderForUpdate(ctx.db, companyId, all)
    const known = new Set(cards.map(({ id }) => id))
    if (cardIds.some((id) => !known.has(id))) reject('card_not_found')
    const groups = await selectGroupsOfCards(ctx.db, companyId, all)
    const moved = cards.filter(({ id }) => (groups.get(id) ?? null) !== groupId)
    const touched = [...new Set([...groups.values(), ...(groupId === null ? [] : [groupId])])]
    const rows = await selectGroupsForUpdate(ctx.db, companyId, touched)
    const group = rows.find(({ id }) => id === groupId)
    if (groupId !== null && !group) reject('not_found', { field: 'groupId' })
    const ids = moved.map(({ id }) => id)
    if (groupId === null) await deleteGroupMembers(ctx.db, companyId, ids)
    else await join(ctx, companyId, groupId, ids)
    const name = group?.name ?? null
    for (const card of moved) {
      const number = maskedNumber(card.number)
      const subject = { kind: 'card', id: card.id, companyId } as const
      await recordInstrumentChange(ctx, 'card.group_set', subject, { number, cardGroup: name })
    }
    return { cards: moved.length, name }
  })
}

async function join(ctx: Context, companyId: CompanyId, groupId: number, ids: number[]): Promise<void> {
  const there = (await countGroupCards(ctx.db, companyId, [groupId])).get(groupId) ?? 0
  if (there + ids.length > MAX_GROUP_CARDS) reject('invalid', { field: 'groupId' })
  await upsertGroupMembers(ctx.db, companyId, groupId, ids)
}
