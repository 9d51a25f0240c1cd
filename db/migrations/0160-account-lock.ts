import { type Kysely, sql } from 'kysely'

/** The day before the first open one from the beginning: whoever books holds a row, and whoever closes a month waits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`insert ignore into account_periods (id, closed_through) values (1, '2000-01-01')`.execute(db)
}
