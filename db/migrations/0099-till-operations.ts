import { type Kysely, sql } from 'kysely'

/** Operations at a till are those of an integration of its own, and name the shift in which they were made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table authorizations
      add column shift_id bigint unsigned null,
      add key authorizations_shift (shift_id, id)
  `.execute(db)
}
