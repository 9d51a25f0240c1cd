import { type Kysely, sql } from 'kysely'

/** Open companies in the order in which staff choose one. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index companies_open on companies (closed_at, name, id)`.execute(db)
}
