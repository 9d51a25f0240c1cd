import { type Kysely, sql } from 'kysely'

/** A client's own rule for a card, and a permission that suspends or widens it for a while. Of a card's company. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table card_rules (
      card_id bigint unsigned not null primary key,
      company_id bigint unsigned not null,
      unit varchar(4) character set ascii collate ascii_bin not null,
      per_fill bigint unsigned null,
      per_day bigint unsigned null,
      per_week bigint unsigned null,
      per_month bigint unsigned null,
      fills_per_day smallint unsigned null,
      products varchar(512) character set ascii collate ascii_bin not null,
      weekdays varchar(7) character set ascii collate ascii_bin not null,
      minute_from smallint unsigned null,
      minute_until smallint unsigned null,
      station_mode varchar(4) character set ascii collate ascii_bin null,
      station_codes mediumtext character set utf8mb4 collate utf8mb4_bin not null,
      permission varchar(8) character set ascii collate ascii_bin null,
      permission_extra bigint unsigned null,
      permission_from datetime(6) null,
      permission_until datetime(6) null,
      version int unsigned not null,
      updated_at datetime(6) not null default current_timestamp(6),
      key card_rules_company (company_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
