import { type Kysely, sql } from 'kysely'

/** Which request a form came with first, so that what became of it can be looked up when nobody answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table form_submissions add column request_id varchar(64) not null default ''`.execute(db)
}
