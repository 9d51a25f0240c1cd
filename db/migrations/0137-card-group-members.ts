import { type Kysely, sql } from 'kysely'

/** The group of a card, while the card is its company’s. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table card_group_members (
      card_id bigint unsigned not null primary key,
      company_id bigint unsigned not null,
      group_id bigint unsigned not null,
      key card_group_members_group (group_id, card_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
