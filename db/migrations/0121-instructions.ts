import { type Kysely, sql } from 'kysely'

/**
 * What a processor is asked for: the whole state of one card or coupon as clients and staff want it. `position` is the order in
 * which an integration was handed them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table instructions (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      version int unsigned not null,
      asks varchar(8) character set ascii collate ascii_bin not null,
      is_blocked tinyint(1) not null,
      state text not null,
      status varchar(12) character set ascii collate ascii_bin not null,
      integration_id bigint unsigned null,
      position bigint unsigned null,
      reason varchar(500) null,
      created_at datetime(6) not null default current_timestamp(6),
      delivered_at datetime(6) null,
      settled_at datetime(6) null,
      unique key instructions_version (instrument_kind, instrument_id, version),
      key instructions_status (status, delivered_at),
      key instructions_position (integration_id, position)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    create table instruction_feeds (
      integration_id bigint unsigned not null primary key,
      position bigint unsigned not null
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
