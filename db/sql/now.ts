import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** The database's clock (UTC), the one by which links expire and leases end. */
export async function databaseNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select utc_timestamp(6) as now`.execute(db)
  return rows[0]?.now ?? new Date(Number.NaN)
}
