import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import { exactSum } from '#db/sql/exact-sum.ts'

/** Once a minute at most, so that a busy station is not a busy row. A code that no station has is nobody's. */
export async function upsertStationContact(db: Db, code: string): Promise<void> {
  await sql`
    insert into station_contacts (station_id, asked_at)
    select s.id, utc_timestamp(6) from stations s
      left join station_contacts c on c.station_id = s.id
    where s.code = ${code} and (c.asked_at is null or c.asked_at < utc_timestamp(6) - interval 1 minute)
    on duplicate key update asked_at = utc_timestamp(6)
  `.execute(db)
}

/** How many stations the register calls open, and how many of them asked within so many hours. */
export async function countStationContacts(db: Db, hours: number): Promise<{ asking: number; all: number }> {
  const { rows } = await sql<{ asking: string | null; all_open: string }>`
    select count(*) as all_open, sum(c.asked_at > utc_timestamp(6) - interval ${hours} hour) as asking
    from stations s left join station_contacts c on c.station_id = s.id
    where s.status = 'open'
  `.execute(db)
  return { asking: exactSum(rows[0]?.asking), all: exactSum(rows[0]?.all_open) }
}
