import { type Kysely, sql } from 'kysely'

/** Whether a rule asks for the odometer, and the template that stands in place of the columns of a card’s own rule. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table card_rules
      add column odometer tinyint unsigned not null default 0,
      add column template_id bigint unsigned null,
      add key card_rules_template (template_id, card_id)
  `.execute(db)
}
