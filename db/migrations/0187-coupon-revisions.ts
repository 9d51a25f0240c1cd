import { type Kysely, sql } from 'kysely'

/** The revision of a code that the cabinet signed; null: another issuer's. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table coupons add column code_revision tinyint unsigned null`.execute(db)
}
