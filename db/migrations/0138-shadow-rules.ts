import { type Kysely, sql } from 'kysely'

/** A rule of a card, a template or a group that is tried with every decision and refuses nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table shadow_rules (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      owner varchar(8) character set ascii collate ascii_bin not null,
      owner_id bigint unsigned not null,
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
      odometer tinyint unsigned not null default 0,
      version int unsigned not null,
      since datetime(6) not null,
      unique key shadow_rules_owner (owner, owner_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
