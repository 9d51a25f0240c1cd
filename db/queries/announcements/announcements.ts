import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AnnouncementsTable, CompanyId } from '#db/schema/index.ts'
import { inBatches } from '#db/sql/batches.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type AnnouncementRow = Selectable<AnnouncementsTable>

export async function insertAnnouncement(
  db: Db,
  row: Insertable<AnnouncementsTable>,
  companyIds: readonly number[],
): Promise<number> {
  const { insertId } = await db.insertInto('announcements').values(row).executeTakeFirstOrThrow()
  const id = Number(insertId)
  const rows = companyIds.map((companyId) => ({ announcement_id: id, company_id: companyId }))
  await inBatches(rows, (batch) => db.insertInto('announcement_companies').values(batch).execute())
  return id
}

/** The newest first. */
export function selectAnnouncements(db: Db, request: PageRequest): Promise<AnnouncementRow[]> {
  return db
    .selectFrom('announcements')
    .selectAll()
    .where(beyondId('id', request))
    .orderBy('id', directionOf(request))
    .limit(request.limit)
    .execute()
}

export function selectAnnouncement(db: Db, id: number): Promise<AnnouncementRow | undefined> {
  return db.selectFrom('announcements').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whom it is for where it is not for all, by name. */
export function selectAnnouncementCompanies(
  db: Db,
  id: number,
  limit: number,
): Promise<{ id: number; name: string }[]> {
  return db
    .selectFrom('announcement_companies')
    .innerJoin('companies', 'companies.id', 'announcement_companies.company_id')
    .select(['companies.id', 'companies.name'])
    .where('announcement_id', '=', id)
    .orderBy('companies.name')
    .limit(limit)
    .execute()
}

export async function countAnnouncementReads(db: Db, id: number): Promise<number> {
  const row = await db
    .selectFrom('announcement_reads')
    .select((eb) => eb.fn.countAll<number>().as('reads'))
    .where('announcement_id', '=', id)
    .executeTakeFirstOrThrow()
  return row.reads
}

/** In force for a company and not read by a person, the newest first. */
export async function selectUnreadAnnouncements(
  db: Db,
  companyId: CompanyId,
  userId: number,
  limit: number,
): Promise<AnnouncementRow[]> {
  const { rows } = await sql<AnnouncementRow>`
    select a.* from announcements a force index (announcements_ends)
    left join announcement_companies c on c.announcement_id = a.id and c.company_id = ${companyId}
    left join announcement_reads r on r.announcement_id = a.id and r.user_id = ${userId}
    where a.ends_at > utc_timestamp(6) and a.starts_at <= utc_timestamp(6)
      and (a.for_all = 1 or c.company_id is not null) and r.user_id is null
    order by a.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** Of one that is in force for the company; whether it is. Read twice it stays read since the first time. */
export async function upsertAnnouncementRead(
  db: Db,
  id: number,
  companyId: CompanyId,
  userId: number,
): Promise<boolean> {
  const { rows } = await sql<{ id: number }>`
    select a.id from announcements a
    left join announcement_companies c on c.announcement_id = a.id and c.company_id = ${companyId}
    where a.id = ${id} and a.ends_at > utc_timestamp(6) and a.starts_at <= utc_timestamp(6)
      and (a.for_all = 1 or c.company_id is not null)
  `.execute(db)
  if (rows.length === 0) return false
  await sql`
    insert into announcement_reads (announcement_id, user_id) values (${id}, ${userId})
    on duplicate key update read_at = read_at
  `.execute(db)
  return true
}

/** Compare-and-set: ends it now, or before it begins; false when it is over. */
export async function updateAnnouncementEnded(db: Db, id: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update announcements set ends_at = utc_timestamp(6) where id = ${id} and ends_at > utc_timestamp(6)
  `.execute(db)
  return numAffectedRows === 1n
}
