import { type Kysely, sql } from 'kysely'

/** Visits of sessions that are still there; of the others nothing is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update memberships m
    join (select user_id, company_id, max(seen_at) as seen_at from sessions group by user_id, company_id) s
      on s.user_id = m.user_id and s.company_id = m.company_id
    set m.visited_at = s.seen_at
    where m.visited_at is null
  `.execute(db)
}
