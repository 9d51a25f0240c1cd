import { type Kysely, sql } from 'kysely'

/** What differed of a row when it was compared, so that the next register can tell whether it has been so since. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table processor_states add column differed mediumtext null`.execute(db)
}
