import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StationOutagesTable } from '#db/schema/index.ts'
import { readInBatches } from '#db/sql/batches.ts'

export type OutageRow = Selectable<StationOutagesTable>

/** Those of the stations and of the whole network that are not over, planned ones too, the earliest first. */
export function selectOutagesOf(db: Db, stationIds: readonly number[], now: Date): Promise<OutageRow[]> {
  return readInBatches(stationIds, (batch) =>
    db
      .selectFrom('station_outages')
      .selectAll()
      .where((eb) => eb.or([eb('station_id', 'in', batch), eb('station_id', 'is', null)]))
      .where('ends_at', '>', now)
      .where('lifted_at', 'is', null)
      .orderBy('starts_at')
      .orderBy('id')
      .execute(),
  )
}

/** Those of the whole network that are not over, the earliest first. */
export function selectNetworkOutages(db: Db, now: Date, limit: number): Promise<OutageRow[]> {
  return db
    .selectFrom('station_outages')
    .selectAll()
    .where('station_id', 'is', null)
    .where('ends_at', '>', now)
    .where('lifted_at', 'is', null)
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Of a station, or (null) of the whole network. */
export function selectOutage(db: Db, stationId: number | null, id: number): Promise<OutageRow | undefined> {
  return db
    .selectFrom('station_outages')
    .selectAll()
    .where('id', '=', id)
    .where('station_id', stationId === null ? 'is' : '=', stationId)
    .executeTakeFirst()
}

export async function insertOutage(db: Db, outage: Insertable<StationOutagesTable>): Promise<number> {
  const result = await db.insertInto('station_outages').values(outage).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** One that has not begun ends where it begins, so that it is never in force. False when it was over already. */
export async function updateOutageLifted(db: Db, id: number, now: Date): Promise<boolean> {
  const result = await db
    .updateTable('station_outages')
    .set({ ends_at: sql<Date>`greatest(starts_at, ${now})`, lifted_at: now })
    .where('id', '=', id)
    .where('ends_at', '>', now)
    .where('lifted_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
