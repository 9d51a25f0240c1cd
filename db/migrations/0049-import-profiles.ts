import { type Kysely, sql } from 'kysely'

/** A sender's layout also remembers what a person decided about its files. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table import_mappings add column choices mediumtext null`.execute(db)
}
