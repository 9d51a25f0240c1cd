import { type Kysely, sql } from 'kysely'

/** Old instructions and events of a processor are found without reading all of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index instructions_settled on instructions (settled_at)`.execute(db)
  await sql`create index processor_events_created on processor_events (created_at)`.execute(db)
}
