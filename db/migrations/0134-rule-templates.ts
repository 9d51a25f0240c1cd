import { type Kysely, sql } from 'kysely'

/** A rule under a name, which many cards of a company use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rule_templates (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      name varchar(100) not null,
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
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key rule_templates_name (company_id, name)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
