import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, ProductCode, VehiclesTable } from '#db/schema/index.ts'
import { now } from '#db/sql/now.ts'
import { beyond, type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { beginningWith, hasWords, SEARCH_LIMIT, wordsIn } from '#db/sql/search.ts'
import { plateKey, wordsOf } from '#db/sql/search-text.ts'

export type VehicleRow = Selectable<VehiclesTable>

export interface VehicleSelection {
  q?: string | undefined
  product?: ProductCode | undefined
  isArchived: boolean
}

/** One page by plate. A company has hundreds of vehicles, not millions: a part of a plate is searched among them. */
export async function selectVehiclePage(
  db: Db,
  companyId: CompanyId,
  selection: VehicleSelection,
  request: PageRequest,
): Promise<VehicleRow[]> {
  const direction = sql.raw(readsDown(false, request) ? 'desc' : 'asc')
  const { rows } = await sql<VehicleRow>`
    select v.* from vehicles v force index (vehicles_company_plate)
    where ${matches(companyId, selection)} ${beyond(sql.ref('v.plate_key'), sql.ref('v.id'), request, false)}
    order by v.plate_key ${direction}, v.id ${direction} limit ${request.limit}
  `.execute(db)
  return rows
}

/** How many there are, out of a key; of those that a filter finds, so many as SEARCH_LIMIT at most. */
export async function countVehicles(
  db: Db,
  companyId: CompanyId,
  selection: VehicleSelection,
): Promise<{ count: number; capped: boolean }> {
  if (selection.q === undefined && selection.product === undefined) {
    const { rows } = await sql<{ vehicles: string }>`
      select count(*) as vehicles from vehicles v force index (vehicles_company_archived)
      where ${matches(companyId, selection)}
    `.execute(db)
    return { count: Number(rows[0]?.vehicles ?? 0), capped: false }
  }
  const { rows } = await sql<{ vehicles: string }>`
    select count(*) as vehicles from (
      select v.id from vehicles v force index (vehicles_company_plate)
      where ${matches(companyId, selection)} limit ${SEARCH_LIMIT + 1}
    ) found
  `.execute(db)
  const count = Number(rows[0]?.vehicles ?? 0)
  return { count: Math.min(count, SEARCH_LIMIT), capped: count > SEARCH_LIMIT }
}

function matches(companyId: CompanyId, { q, product, isArchived }: VehicleSelection): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [
    sql`v.company_id = ${companyId}`,
    isArchived ? sql`v.archived_at is not null` : sql`v.archived_at is null`,
  ]
  if (product !== undefined) parts.push(sql`v.product = ${product}`)
  if (q !== undefined) {
    const [key, words] = [plateKey(q), wordsOf(q)]
    const ways = [
      ...(key ? [sql`v.plate_key like ${`%${beginningWith(key)}`}`] : []),
      ...(words.length > 0 ? [hasWords(wordsIn('v.make'), words)] : []),
    ]
    parts.push(ways.length > 0 ? sql`(${sql.join(ways, sql` or `)})` : sql`false`)
  }
  return sql.join(parts, sql` and `)
}

export async function selectVehiclePosition(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<string | undefined> {
  return (await selectVehicle(db, companyId, id))?.plate_key
}

/** Undefined for another company's. */
export function selectVehicle(db: Db, companyId: CompanyId, id: number): Promise<VehicleRow | undefined> {
  return db
    .selectFrom('vehicles')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Held until the transaction ends. */
export function selectVehicleForUpdate(
  db: Db,
  companyId: CompanyId,
  id: number,
): Promise<VehicleRow | undefined> {
  return db
    .selectFrom('vehicles')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Those that a register of vehicles may mean. */
export function selectLiveVehicles(db: Db, companyId: CompanyId, limit: number): Promise<VehicleRow[]> {
  return db
    .selectFrom('vehicles')
    .selectAll()
    .where('company_id', '=', companyId)
    .where('archived_at', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Of a plate that the company has already: a duplicate key. */
export async function insertVehicle(db: Db, row: Insertable<VehiclesTable>): Promise<number> {
  const { insertId } = await db.insertInto('vehicles').values(row).executeTakeFirstOrThrow()
  return Number(insertId)
}

/** Compare-and-set by the version that was seen; false when somebody else has changed it. */
export async function updateVehicle(
  db: Db,
  companyId: CompanyId,
  { id, version }: Pick<VehicleRow, 'id' | 'version'>,
  change: Omit<Updateable<VehiclesTable>, 'version' | 'updated_at'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('vehicles')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('company_id', '=', companyId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
