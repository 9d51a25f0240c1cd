import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** The moment of the statement, by the database's clock. */
export const now = sql<Date>`utc_timestamp(6)`

/** So many seconds after `now`; they may have a fraction. */
export const inSeconds = (seconds: number) =>
  sql<Date>`utc_timestamp(6) + interval ${Math.round(seconds * 1e6)} microsecond`

/** The database's clock (UTC), the one by which links expire and leases end. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select utc_timestamp(6) as now`.execute(db)
  return rows[0]?.now ?? new Date(Number.NaN)
}
