import { type Kysely, sql } from 'kysely'

/** Has no key: only cashiers who are signed in ask through it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert ignore into integrations (public_id, name, company_id, is_test, scopes, stations)
    values ('till', 'Till', null, 0, 'pump', null)
  `.execute(db)
}
