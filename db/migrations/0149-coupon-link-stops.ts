import { type Kysely, sql } from 'kysely'

/** Since when a code that a driver has seen is no longer his to use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table coupons add column link_revoked_at datetime(6) null`.execute(db)
}
