import { type Kysely, sql } from 'kysely'

/** The journal for print reads the hand-overs of some days, the earliest first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index handovers_company_at on handovers (company_id, created_at, id)`.execute(db)
}
