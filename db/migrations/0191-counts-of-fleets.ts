import { type Kysely, sql } from 'kysely'

/**
 * Drivers and vehicles are counted out of a key, and cards with a rule or in a group without asking each card whose it
 * is: what a card left behind that came to another company goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table drivers add key drivers_company_archived (company_id, archived_at)`.execute(db)
  await sql`alter table vehicles add key vehicles_company_archived (company_id, archived_at)`.execute(db)
  await sql`
    delete r from card_rules r join cards c on c.id = r.card_id where c.company_id <> r.company_id
  `.execute(db)
  await sql`
    delete m from card_group_members m join cards c on c.id = m.card_id where c.company_id <> m.company_id
  `.execute(db)
}
