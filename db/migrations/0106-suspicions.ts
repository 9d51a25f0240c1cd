import { type Kysely, sql } from 'kysely'

/**
 * Cards and coupons that staff suspect of fraud, while they do: what became of it is in the audit log. A table of its own, so
 * that no register of cards or coupons writes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table suspicions (
      instrument_kind varchar(16) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      reason varchar(200) not null,
      marked_by bigint unsigned not null,
      marked_at datetime(6) not null default current_timestamp(6),
      primary key (instrument_kind, instrument_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
