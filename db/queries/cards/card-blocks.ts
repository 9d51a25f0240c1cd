import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CardStatus, CompanyId, PlannedCardBlocksTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { forEachHeir, type Heirs, oldAndHeir } from './heirs.ts'

export type PlannedBlockRow = Selectable<PlannedCardBlocksTable>

/** A card's that have not begun or are not written into the card yet, the next first. */
export function selectPlannedBlocks(
  db: Db,
  companyId: CompanyId,
  cardId: number,
): Promise<PlannedBlockRow[]> {
  return db
    .selectFrom('planned_card_blocks')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .orderBy('begins_at')
    .orderBy('id')
    .execute()
}

export async function insertPlannedBlocks(
  db: Db,
  blocks: readonly Omit<Insertable<PlannedCardBlocksTable>, 'id'>[],
): Promise<void> {
  await db.insertInto('planned_card_blocks').values(blocks).execute()
}

/** False when it is not there (any more). */
export async function deletePlannedBlock(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  id: number,
): Promise<boolean> {
  const result = await db
    .deleteFrom('planned_card_blocks')
    .where('id', '=', id)
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
  return result.numDeletedRows === 1n
}

/** Those of a card that have begun; left out `begun`, all of them. */
export async function deletePlannedBlocksOf(
  db: Db,
  companyId: CompanyId,
  cardId: number,
  { begun }: { begun: boolean },
): Promise<void> {
  await db
    .deleteFrom('planned_card_blocks')
    .where('card_id', '=', cardId)
    .where('company_id', '=', companyId)
    .$if(begun, (query) => query.where('begins_at', '<=', now))
    .execute()
}

/** Cards with a planned block that has begun, or with one that has ended: what the worker writes into the card. */
export async function selectCardsWithDueBlocks(
  db: Db,
  limit: number,
): Promise<{ cardId: number; companyId: CompanyId }[]> {
  const { rows } = await sql<{ cardId: number; companyId: CompanyId }>`
    (select card_id as cardId, company_id as companyId from planned_card_blocks
      where begins_at <= utc_timestamp(6) order by begins_at limit ${limit})
    union
    (select id as cardId, company_id as companyId from cards
      where client_blocked_until <= utc_timestamp(6) order by client_blocked_until limit ${limit})
  `.execute(db)
  return rows
}

/** The client reported it: for good. */
export async function updateCardLost(
  db: Db,
  companyId: CompanyId,
  id: number,
  status: CardStatus,
): Promise<void> {
  await db
    .updateTable('cards')
    .set({ status, client_lost_at: now, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .execute()
}

/** Cards that take the place of others keep the blocks to come, unless they have some of their own. */
export function insertInheritedBlocks(db: Db, heirs: Heirs): Promise<void> {
  return forEachHeir(heirs, (condition) =>
    sql`
      insert into planned_card_blocks (card_id, company_id, begins_at, ends_at, cause, reason, planned_by)
      select heir.id, heir.company_id, b.begins_at, b.ends_at, b.cause, b.reason, b.planned_by
      from ${oldAndHeir} join planned_card_blocks b on b.card_id = old.id and b.company_id = old.company_id
      where ${condition} and not exists (
        select 1 from (select card_id, company_id from planned_card_blocks) own
        where own.card_id = heir.id and own.company_id = heir.company_id
      )
    `.execute(db),
  )
}
