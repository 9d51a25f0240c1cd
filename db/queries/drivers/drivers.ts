import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, DriversTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { beginningWith, hasWords, SEARCH_LIMIT, wordsIn } from '#db/sql/search.ts'
import { phoneBeginnings, wordsOf } from '#db/sql/search-text.ts'

export type DriverRow = Selectable<DriversTable>

export interface DriverSelection {
  q?: string | undefined
  isArchived: boolean
}

/** One page by name. A company has hundreds of drivers, not millions: a word of a name is searched among them. */
export async function selectDriverPage(
  db: Db,
  companyId: CompanyId,
  selection: DriverSelection,
  request: PageRequest,
): Promise<DriverRow[]> {
  const direction = sql.raw(readsDown(false, request) ? 'desc' : 'asc')
  const { rows } = await sql<DriverRow>`
    select d.* from drivers d force index (drivers_company_name)
    where ${matches(companyId, selection)} ${beyond(sql.ref('d.name'), sql.ref('d.id'), request, false)}
    order by d.name ${direction}, d.id ${direction} limit ${request.limit}
  `.execute(db)
  return rows
}

/** How many there are, out of a key; of those that a filter finds, so many as SEARCH_LIMIT at most. */
export async function countDrivers(
  db: Db,
  companyId: CompanyId,
  selection: DriverSelection,
): Promise<{ count: number; capped: boolean }> {
  if (selection.q === undefined) {
    const { rows } = await sql<{ drivers: string }>`
      select count(*) as drivers from drivers d force index (drivers_company_archived)
      where ${matches(companyId, selection)}
    `.execute(db)
    return { count: Number(rows[0]?.drivers ?? 0), capped: false }
  }
  const { rows } = await sql<{ drivers: string }>`
    select count(*) as drivers from (
      select d.id from drivers d force index (drivers_company_name)
      where ${matches(companyId, selection)} limit ${SEARCH_LIMIT + 1}
    ) found
  `.execute(db)
  const count = Number(rows[0]?.drivers ?? 0)
  return { count: Math.min(count, SEARCH_LIMIT), capped: count > SEARCH_LIMIT }
}

function matches(companyId: CompanyId, { q, isArchived }: DriverSelection): RawBuilder<unknown> {
  const state = isArchived ? sql`d.archived_at is not null` : sql`d.archived_at is null`
  const within = sql`d.company_id = ${companyId} and ${state}`
  if (q === undefined) return within
  const phones = phoneBeginnings(q).map((digits) => sql`d.phone like ${`+${beginningWith(digits)}`}`)
  const words = wordsOf(q)
  const ways = [...(words.length > 0 ? [hasWords(wordsIn('d.name'), words)] : []), ...phones]
  return ways.length > 0 ? sql`${within} and (${sql.join(ways, sql` or `)})` : sql`${within} and false`
}

export async function selectDriverPosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<string | undefined> {
  return (await selectDriver(db, companyId, id))?.name
}

/** Undefined for another company's. */
export function selectDriver(db: Db, companyId: CompanyId, id: number): Promise<DriverRow | undefined> {
  return db
    .selectFrom('drivers')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Those that a register of drivers may mean. */
export function selectLiveDrivers(db: Db, companyId: CompanyId, limit: number): Promise<DriverRow[]> {
  return db
    .selectFrom('drivers')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

export async function insertDriver(db: Db, row: Insertable<DriversTable>): Promise<number> {
  const { insertId } = await db.insertInto('drivers').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** Compare-and-set by the version that was seen; false when somebody else has changed it. */
export async function updateDriver(
  db: Db,
  companyId: CompanyId,
  { id, version }: Pick<DriverRow, 'id' | 'version'>,
  change: Omit<Updateable<DriversTable>, 'version' | 'updated_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('drivers')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
