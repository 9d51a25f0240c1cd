import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyEventsTable } from '#db/schema/index.ts'

export type CompanyEventRow = Selectable<CompanyEventsTable>
export type NewCompanyEvent = Omit<Insertable<CompanyEventsTable>, 'id' | 'created_at'>

export async function insertCompanyEvent(db: Db, event: NewCompanyEvent): Promise<void> {
  await db.insertInto('company_events').values(event).execute()
}

/** Of the last seconds by the database's clock, the earliest first. */
export function selectCompanyEvents(db: Db, seconds: number, limit: number): Promise<CompanyEventRow[]> {
  return db
    .selectFrom('company_events')
    .selectAll()
    .where('created_at', '>', sql<Date>`utc_timestamp(6) - interval ${seconds} second`)
    .orderBy('created_at')
    .limit(limit)
    .execute()
}

export async function deleteOldCompanyEvents(db: Db, days: number): Promise<number> {
  const result = await db
    .deleteFrom('company_events')
    .where('created_at', '<', sql<Date>`utc_timestamp(6) - interval ${days} day`)
    .limit(5000)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
