import { type Kysely, sql } from 'kysely'

/** One change of many cards or coupons, and what became of each of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table bulk_changes (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      action varchar(16) character set ascii collate ascii_bin not null,
      params text not null,
      status varchar(8) character set ascii collate ascii_bin not null,
      total int unsigned not null,
      done int unsigned not null default 0,
      refused int unsigned not null default 0,
      undone int unsigned not null default 0,
      kept int unsigned not null default 0,
      asked_by bigint unsigned not null,
      finished_at datetime(6) null,
      undo_asked_by bigint unsigned null,
      undo_asked_at datetime(6) null,
      undone_at datetime(6) null,
      progressed_at datetime(6) not null default current_timestamp(6),
      created_at datetime(6) not null default current_timestamp(6),
      key bulk_changes_company (company_id, id),
      key bulk_changes_work (status, progressed_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    create table bulk_change_rows (
      bulk_change_id bigint unsigned not null,
      instrument_id bigint unsigned not null,
      status varchar(8) character set ascii collate ascii_bin not null,
      before_state text not null,
      after_state text null,
      refusal varchar(40) character set ascii collate ascii_bin null,
      primary key (bulk_change_id, instrument_id),
      key bulk_change_rows_status (bulk_change_id, status, instrument_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
