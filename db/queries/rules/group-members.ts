import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'
import { cardChain } from '#db/sql/card-chain.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import type { NamedCardRow } from './template-cards.ts'

/** The company's cards that are in a group. */
function membersOf(db: Db, companyId: CompanyId, groupId: number) {
  return db
    .selectFrom('card_group_members as m')
    .innerJoin('cards', (join) =>
      join.onRef('cards.id', '=', 'm.card_id').onRef('cards.company_id', '=', 'm.company_id'),
    )
    .where('m.group_id', '=', groupId)
    .where('m.company_id', '=', companyId)
}

/** In the order of their ids. */
export async function selectGroupCardIds(db: Db, companyId: CompanyId, groupId: number): Promise<number[]> {
  const rows = await membersOf(db, companyId, groupId)
    .select('m.card_id as id')
    .orderBy('m.card_id')
    .execute()
  return rows.map(({ id }) => id)
}

export function selectGroupCardPage(
  db: Db,
  companyId: CompanyId,
  groupId: number,
  request: PageRequest,
): Promise<NamedCardRow[]> {
  return membersOf(db, companyId, groupId)
    .select(['cards.id', 'cards.number', 'cards.holder', 'cards.plate'])
    .where(beyondId('m.card_id', request, false))
    .orderBy('m.card_id', directionOf(request, false))
    .limit(request.limit)
    .execute()
}

/** How many cards are in each of these groups. */
export async function countGroupCards(
  db: Db,
  companyId: CompanyId,
  groupIds: readonly number[],
): Promise<Map<number, number>> {
  if (groupIds.length === 0) return new Map()
  const { rows } = await sql<{ id: number; cards: number }>`
    select g.id, count(*) as cards
    from card_groups g join card_group_members m force index (card_group_members_group) on m.group_id = g.id
    where g.id in (${sql.join(groupIds)}) and g.company_id = ${companyId}
    group by g.id
  `.execute(db)
  return new Map(rows.map(({ id, cards }) => [id, Number(cards)]))
}

/** The groups of these cards, by card; the caller holds the cards. */
export async function selectGroupsOfCards(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
): Promise<Map<number, number>> {
  if (cardIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('card_group_members')
    .select(['card_id', 'group_id'])
    .where('card_id', 'in', cardIds)
    .where('company_id', '=', companyId)
    .execute()
  return new Map(rows.map(({ card_id, group_id }) => [card_id, group_id]))
}

/** These cards and those whose place they took, which a group counts as one. */
export async function selectWithPredecessors(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
): Promise<number[]> {
  if (cardIds.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    with recursive ${cardChain(companyId, sql`cards c where c.id in (${sql.join(cardIds)}) and c.company_id = ${companyId}`)}
    select distinct id from chain order by id
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** In place of the group that each was in; the caller holds the cards and the groups. */
export async function upsertGroupMembers(
  db: Db,
  companyId: CompanyId,
  groupId: number,
  cardIds: readonly number[],
): Promise<void> {
  if (cardIds.length === 0) return
  await db
    .insertInto('card_group_members')
    .values(cardIds.map((card_id) => ({ card_id, company_id: companyId, group_id: groupId })))
    .onDuplicateKeyUpdate({ company_id: companyId, group_id: groupId })
    .execute()
}

export async function deleteGroupMembers(
  db: Db,
  companyId: CompanyId,
  cardIds: readonly number[],
): Promise<void> {
  if (cardIds.length === 0) return
  await db
    .deleteFrom('card_group_members')
    .where('card_id', 'in', cardIds)
    .where('company_id', '=', companyId)
    .execute()
}
