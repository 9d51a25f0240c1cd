import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StationsTable } from '#db/schema/index.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'
import { now } from '#db/sql/now.ts'

export type StationRow = Selectable<StationsTable>
export type NewStationRow = Insertable<StationsTable>
/** What a register may change in a station that is here already. */
export type StationChange = Omit<
  StationRow,
  'id' | 'code' | 'own_week' | 'number_only' | 'version' | 'created_at' | 'updated_at'
>

/** `lock` holds the rows until the transaction ends. */
export function selectStationsByCodes(
  db: Db,
  codes: readonly string[],
  { lock = false } = {},
): Promise<StationRow[]> {
  return readInBatches(codes, (batch) => {
    const query = db.selectFrom('stations').selectAll().where('code', 'in', batch)
    return (lock ? query.forUpdate() : query).execute()
  })
}

export function selectStation(db: Db, id: number): Promise<StationRow | undefined> {
  return db.selectFrom('stations').selectAll().where('id', '=', id).executeTakeFirst()
}

export function selectStationByCode(db: Db, code: string): Promise<StationRow | undefined> {
  return db.selectFrom('stations').selectAll().where('code', '=', code).executeTakeFirst()
}

/** Compare-and-set: false when it is no longer of this version. */
export async function updateStation(
  db: Db,
  id: number,
  version: number,
  change: Omit<Updateable<StationsTable>, 'id' | 'code' | 'version' | 'updated_at'>,
): Promise<boolean> {
  const result = await db
    .updateTable('stations')
    .set({ ...change, version: version + 1, updated_at: now })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** By code, read along its index until there are enough: almost every station is open. */
export async function selectOpenStations(
  db: Db,
  limit: number,
): Promise<Pick<StationRow, 'code' | 'name' | 'city'>[]> {
  const { rows } = await sql<Pick<StationRow, 'code' | 'name' | 'city'>>`
    select code, name, city from stations force index (stations_code)
    where status = 'open' order by code limit ${limit}
  `.execute(db)
  return rows
}

export function selectStationNames(
  db: Db,
): Promise<Pick<StationRow, 'code' | 'name' | 'city' | 'address'>[]> {
  return db.selectFrom('stations').select(['code', 'name', 'city', 'address']).orderBy('code').execute()
}

export async function insertStations(db: Db, rows: readonly NewStationRow[]): Promise<void> {
  await inBatches(rows, (batch) => db.insertInto('stations').values(batch).execute())
}

/** Writes whole rows over those of the same id; the caller holds them (`lock`) since it read them. */
export async function updateStations(
  db: Db,
  rows: readonly (StationChange & { id: number; code: string })[],
): Promise<void> {
  const taken = (column: string) => sql<never>`values(${sql.ref(column)})`
  await inBatches(rows, (batch) =>
    db
      .insertInto('stations')
      .values(batch)
      .onDuplicateKeyUpdate({
        name: taken('name'),
        city: taken('city'),
        address: taken('address'),
        latitude: taken('latitude'),
        longitude: taken('longitude'),
        products: taken('products'),
        hours: taken('hours'),
        status: taken('status'),
        week: taken('week'),
        version: sql<number>`version + 1`,
        updated_at: now,
      })
      .execute(),
  )
}

export async function deleteStations(db: Db, ids: readonly number[]): Promise<void> {
  await inBatches(ids, (batch) => db.deleteFrom('stations').where('id', 'in', batch).execute())
}

export async function selectStationsInUse(db: Db, ids: readonly number[]): Promise<Set<number>> {
  const rows = await readInBatches(ids, async (batch) => [
    ...(await db.selectFrom('users').select('station_id').where('station_id', 'in', batch).execute()),
    ...(await db.selectFrom('invitations').select('station_id').where('station_id', 'in', batch).execute()),
  ])
  return new Set(rows.flatMap(({ station_id }) => station_id ?? []))
}
