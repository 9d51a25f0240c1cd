import { type Kysely, sql } from 'kysely'

/** The operation whose fill left litres that went back to the client. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account_entries
      add column authorization_id bigint unsigned null,
      add key account_entries_authorization (authorization_id)
  `.execute(db)
}
