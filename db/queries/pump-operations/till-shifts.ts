import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'

/** Its row is held until the transaction ends: it is not closed meanwhile, but others of the shift go on. */
export async function hasOpenShift(db: Db, id: number): Promise<boolean> {
  const { rows } = await sql`
    select id from till_shifts where id = ${id} and open_user_id is not null and ends_at > utc_timestamp(6)
    lock in share mode
  `.execute(db)
  return rows.length > 0
}
