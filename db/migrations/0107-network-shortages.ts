import { type Kysely, sql } from 'kysely'

/** A shortage without a station is one of the whole network. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table station_outages modify column station_id bigint unsigned null`.execute(db)
}
