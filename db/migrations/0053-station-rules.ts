import { type Kysely, sql } from 'kysely'

/** At which stations a card or a coupon works, by who made the rule. `codes`: one a line. No row: nothing is known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station_rules (
      instrument_kind varchar(16) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      whose varchar(16) character set ascii collate ascii_bin not null,
      mode varchar(16) character set ascii collate ascii_bin not null,
      codes text character set utf8mb4 collate utf8mb4_bin not null,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      primary key (instrument_kind, instrument_id, whose)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
