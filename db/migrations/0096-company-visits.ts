import { type Kysely, sql } from 'kysely'

/** When somebody was last in the cabinet of a company: sessions, which knew it, are deleted when they are over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table memberships add column visited_at datetime(6) null`.execute(db)
}
