import type { Kysely } from 'kysely'
import { sql } from 'kysely'

/** A job looks for imports that took effect long ago. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table imports add key imports_committed (committed_at)`.execute(db)
}
