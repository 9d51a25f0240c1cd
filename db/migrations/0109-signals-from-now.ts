import { type Kysely, sql } from 'kysely'

/** What was fuelled before is not looked at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    insert into facts (name, value) select 'signals.read_to', coalesce(max(id), 0) from transactions
    on duplicate key update name = facts.name
  `.execute(db)
}
