import { type Kysely, sql } from 'kysely'

/** Has no key: only staff who are signed in ask through it, for a station on the telephone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert ignore into integrations (public_id, name, company_id, is_test, scopes, stations)
    values ('phone', 'Support, by telephone', null, 0, 'pump', null)
  `.execute(db)
}
