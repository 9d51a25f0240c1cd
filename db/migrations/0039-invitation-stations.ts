import { type Kysely, sql } from 'kysely'

/** The station of a cashier who is invited. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table invitations add column station_id bigint unsigned null`.execute(db)
}
