import { type Kysely, sql } from 'kysely'

/** Refusals are listed by time, of one company and of all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table authorizations
      add key authorizations_company_status_at (company_id, status, created_at, id),
      add key authorizations_status_at (status, created_at, id)
  `.execute(db)
}
