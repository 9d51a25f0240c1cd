import { type Kysely, sql } from 'kysely'

/** Refuellings that do not look like their card's others. What was fuelled before is not looked at. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table unusual_fills (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      transaction_id bigint unsigned not null,
      card_id bigint unsigned not null,
      kind varchar(16) character set ascii collate ascii_bin not null,
      at_risk bigint unsigned not null,
      figures text not null,
      created_at datetime(6) not null default current_timestamp(6),
      is_open tinyint(1) not null default 1,
      settled_at datetime(6) null,
      settled_by bigint unsigned null,
      settled_as varchar(16) character set ascii collate ascii_bin null,
      note varchar(500) not null default '',
      unique key unusual_fills_transaction (transaction_id, kind),
      key unusual_fills_open (company_id, is_open, at_risk, id),
      key unusual_fills_card (card_id, settled_as)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    insert into facts (name, value) select 'unusual.read_to', coalesce(max(id), 0) from transactions
    on duplicate key update name = facts.name
  `.execute(db)
}
