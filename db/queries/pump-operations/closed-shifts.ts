import type { Db } from '#db/connection/client.server.ts'

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
