import { type Kysely, sql } from 'kysely'

/** Whose system sent a register through the API: it alone sees what became of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table imports add column integration_id bigint unsigned null`.execute(db)
}
