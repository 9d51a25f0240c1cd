import { type Kysely, sql } from 'kysely'

/** The station at whose till a cashier works; null for everybody else. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table users add column station_id bigint unsigned null`.execute(db)
}
