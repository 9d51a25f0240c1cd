import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ReadonlyLinksTable, ReadonlyLinkVisitsTable } from '#db/schema/index.ts'
import { selectCompanyOf } from '#db/sql/company-of.ts'
import { cutTo } from '#db/sql/cut.ts'
import { now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'

export type ReadonlyLinkRow = Selectable<ReadonlyLinksTable> & {
  company_name: string
  company_closed_at: Date | null
  /** 1 until its end, by the database's clock. */
  is_current: 0 | 1
  /** Addresses; null where the account is gone. */
  created_by_email: string | null
  revoked_by_email: string | null
}

export async function insertReadonlyLink(
  db: Db,
  { days, ...row }: Omit<Insertable<ReadonlyLinksTable>, 'expires_at' | 'revoked_at'> & { days: number },
): Promise<number> {
  const result = await db
    .insertInto('readonly_links')
    .values({ ...row, revoked_at: null, expires_at: sql<Date>`date_add(${now}, interval ${days} day)` })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

export function selectReadonlyLink(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<ReadonlyLinkRow | undefined> {
  return withNames(db).where('l.company_id', '=', companyId).where('l.id', '=', id).executeTakeFirst()
}

/** A company's, the newest first. */
export function selectReadonlyLinks(
  db: Db,
  companyId: CompanyId,
  request: PageRequest,
): Promise<ReadonlyLinkRow[]> {
  return withNames(db)
    .where('l.company_id', '=', companyId)
    .where(beyondId('l.id', request))
    .orderBy('l.id', directionOf(request))
    .limit(request.limit)
    .execute()
}

/** The one that a token leads to, whatever has become of it. */
export function selectReadonlyLinkByToken(db: Db, tokenHash: Buffer): Promise<ReadonlyLinkRow | undefined> {
  return withNames(db).where('l.token_hash', '=', tokenHash).executeTakeFirst()
}

/** Which of these companies it belongs to. */
export function selectCompanyOfReadonlyLink(
  db: Db,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOf(db, 'readonly_links', companyIds, id)
}

/** False when it was revoked before. */
export async function updateReadonlyLinkRevoked(db: Db, id: number, userId: number): Promise<boolean> {
  const result = await db
    .updateTable('readonly_links')
    .set({ revoked_at: now, revoked_by: userId })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

export async function insertVisit(
  db: Db,
  row: Omit<Insertable<ReadonlyLinkVisitsTable>, 'id'>,
): Promise<void> {
  await db
    .insertInto('readonly_link_visits')
    .values({ ...row, agent: cutTo('readonly_link_visits.agent', row.agent) })
    .execute()
}

export type VisitRow = Pick<Selectable<ReadonlyLinkVisitsTable>, 'id' | 'network' | 'agent' | 'created_at'>

/** The newest first. */
export function selectVisits(db: Db, linkId: number, limit: number): Promise<VisitRow[]> {
  return db
    .selectFrom('readonly_link_visits')
    .select(['id', 'network', 'agent', 'created_at'])
    .where('link_id', '=', linkId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** How often each was visited, and when last. */
export async function sumVisits(
  db: Db,
  linkIds: readonly number[],
): Promise<Map<number, { visits: number; last: Date }>> {
  if (linkIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('readonly_link_visits')
    .select(({ fn }) => ['link_id', fn.countAll<string>().as('visits'), fn.max('created_at').as('last')])
    .where('link_id', 'in', linkIds)
    .groupBy('link_id')
    .execute()
  return new Map(rows.map(({ link_id, visits, last }) => [link_id, { visits: Number(visits), last }]))
}

/** Whether a visit of this link began so many hours ago at most. */
export async function hasVisit(db: Db, linkId: number, visitHash: Buffer, hours: number): Promise<boolean> {
  const row = await db
    .selectFrom('readonly_link_visits')
    .select('id')
    .where('visit_hash', '=', visitHash)
    .where('link_id', '=', linkId)
    .where('created_at', '>', sql<Date>`date_sub(${now}, interval ${hours} hour)`)
    .executeTakeFirst()
  return row !== undefined
}

function withNames(db: Db) {
  return db
    .selectFrom('readonly_links as l')
    .innerJoin('companies as p', 'p.id', 'l.company_id')
    .leftJoin('users as maker', 'maker.id', 'l.created_by')
    .leftJoin('users as ender', 'ender.id', 'l.revoked_by')
    .selectAll('l')
    .select([
      'p.name as company_name',
      'p.closed_at as company_closed_at',
      'maker.email as created_by_email',
      'ender.email as revoked_by_email',
      sql<0 | 1>`l.expires_at > ${now}`.as('is_current'),
    ])
}
