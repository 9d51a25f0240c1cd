import { type Kysely, sql } from 'kysely'

/** What one request did: for who asks by its number, and for a form that is sent again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index audit_log_request on audit_log (request_id)`.execute(db)
}
