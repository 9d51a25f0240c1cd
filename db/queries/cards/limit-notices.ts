import { type Insertable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { LimitNoticesTable } from '#db/schema/index.ts'

/** The cards that were used in a range of transactions, since a moment. */
export async function selectCardsUsed(
  db: Db,
  { after, to }: { after: number; to: number },
  since: Date,
): Promise<{ cardId: number; companyId: number }[]> {
  const { rows } = await sql<{ cardId: number; companyId: number }>`
    select distinct card_id as cardId, company_id as companyId from transactions
    where id > ${after} and id <= ${to} and card_id is not null and occurred_at >= ${since}
    order by card_id
  `.execute(db)
  return rows
}

/** Once for a limit in its period. @returns whether it is new */
export async function insertLimitNotice(
  db: Db,
  row: Omit<Insertable<LimitNoticesTable>, 'id' | 'created_at'>,
): Promise<boolean> {
  const result = await db.insertInto('limit_notices').ignore().values(row).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @returns how many went */
export async function deleteOldLimitNotices(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from limit_notices where created_at < utc_timestamp(6) - interval ${days} day limit ${limit}
  `.execute(db)
  return Number(numAffectedRows ?? 0)
}
