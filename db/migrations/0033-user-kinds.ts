import { type Kysely, sql } from 'kysely'

/** Counts clients and staff who can sign in without reading every user. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index users_kind on users (staff_role, disabled_at)`.execute(db)
}
