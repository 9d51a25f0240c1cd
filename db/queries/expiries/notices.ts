import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId } from '#db/schema/index.ts'

export interface NoticeRow {
  last_day: string
  days_before: number
}

/** What a company was told of coupons with these last days. */
export function selectNotices(
  db: Db,
  companyId: CompanyId,
  { from, to }: { from: string; to: string },
): Promise<NoticeRow[]> {
  return db
    .selectFrom('expiry_notices')
    .select(['last_day', 'days_before'])
    .where('company_id', '=', companyId)
    .where('last_day', '>=', from)
    .where('last_day', '<=', to)
    .execute()
}

/** Once for a company, a last day and so many days before it. @returns whether it is new */
export async function insertNotice(db: Db, companyId: CompanyId, notice: NoticeRow): Promise<boolean> {
  const result = await db
    .insertInto('expiry_notices')
    .ignore()
    .values({ company_id: companyId, ...notice })
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Open companies by their id. */
export async function selectOpenCompanies(db: Db, after: number, limit: number): Promise<CompanyId[]> {
  const rows = await db
    .selectFrom('companies')
    .select('id')
    .where('id', '>', after)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id as CompanyId)
}

/** Of last days that are over for so long. @returns how many went */
export async function deleteOldNotices(db: Db, days: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from expiry_notices where last_day < utc_date() - interval ${days} day limit ${limit}
  `.execute(db)
  return Number(numAffectedRows ?? 0)
}
