import { type Kysely, sql } from 'kysely'

/**
 * Every operation that counts against a card's sums takes the next version, so that two never use the same litres. A card inherits what the
 * one before it used, which is looked up.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cards
      add column ledger_version bigint unsigned not null default 0,
      add key cards_company_replaced (company_id, replaced_by)
  `.execute(db)
}
