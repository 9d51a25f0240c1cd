import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/**
 * Locks the shifts of a station's system until the transaction ends: closing one and taking back fuel of it each write this
 * row, so that on one node one waits, and of two nodes one is repeated.
 */
export async function upsertStationLock(
  db: Db,
  { integrationId, station }: { integrationId: number; station: string },
): Promise<void> {
  await db
    .insertInto('station_turns')
    .values({ integration_id: integrationId, station_code: station })
    .onDuplicateKeyUpdate({ version: sql<number>`version + 1` })
    .execute()
}

/** Of an operation, which never changes it; undefined: there is none. */
export async function selectStationOfOperation(
  db: Db,
  integrationId: number,
  operationId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('authorizations')
    .select('station_code')
    .where('integration_id', '=', integrationId)
    .where('operation_id', '=', operationId)
    .executeTakeFirst()
  return row?.station_code
}

/** Whether a system has closed a shift of one of its stations that this moment belongs to. */
export async function hasClosedShiftAt(
  db: Db,
  { integrationId, station, at }: { integrationId: number; station: string; at: Date },
): Promise<boolean> {
  const row = await db
    .selectFrom('station_shifts')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('station_code', '=', station)
    .where('closed_at', '>', at)
    .where('opened_at', '<=', at)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
