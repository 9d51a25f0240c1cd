import { listCards } from '#app/domain/cards/card-lists.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { selectGroupsOfCards } from '#db/queries/rules/group-members.ts'
import type { NamedCardRow } from '#db/queries/rules/template-cards.ts'

/** Cards that a search finds and that are not in the group yet; `hasMore`: it finds more than a page. */
export async function findCardsFor(
  ctx: Context,
  companyId: CompanyId,
  groupId: number,
  q: string,
): Promise<{ cards: NamedCardRow[]; hasMore: boolean }> {
  requireRightIn(ctx, companyId, 'manage_card_rules')
  const { rows, nextCursor } = await listCards(ctx, companyId, { q })
  const ids = rows.map(({ id }) => id)
  const groups = await selectGroupsOfCards(ctx.db, companyId, ids)
  const cards = rows.filter(({ id }) => groups.get(id) !== groupId)
  return { cards, hasMore: nextCursor !== null }
}
