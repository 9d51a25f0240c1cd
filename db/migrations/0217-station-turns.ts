import { type Kysely, sql } from 'kysely'

/** Whoever closes a shift of a station's system and whoever takes back fuel of it go one after the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station_turns (
      integration_id bigint unsigned not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      version bigint unsigned not null default 1,
      primary key (integration_id, station_code)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
