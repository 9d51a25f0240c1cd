import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StationsTable } from '#db/schema/index.ts'
import { inBatches, readInBatches } from '#db/sql/batches.ts'

export type StationRow = Selectable<StationsTable>
export type NewStationRow = Insertable<StationsTable>
export type StationChange = Omit<StationRow, 'id' | 'code' | 'created_at' | 'updated_at'>

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
        updated_at: sql<Date>`utc_timestamp(6)`,
      })
      .execute(),
  )
}
