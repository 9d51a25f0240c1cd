import { type Kysely, sql } from 'kysely'

/** Closures, and shortages of a product. `ends_at` of what has no end yet is 9999-12-31. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station_outages (
      id bigint unsigned not null auto_increment primary key,
      station_id bigint unsigned not null,
      kind varchar(16) character set ascii collate ascii_bin not null,
      product varchar(16) character set ascii collate ascii_bin null,
      cap_per_fill bigint unsigned null,
      reason varchar(200) not null default '',
      starts_at datetime(6) not null,
      ends_at datetime(6) not null,
      lifted_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      key station_outages_station (station_id, ends_at),
      key station_outages_kind (kind, ends_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
