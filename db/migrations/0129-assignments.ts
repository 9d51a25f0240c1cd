import { type Kysely, sql } from 'kysely'

/**
 * To which driver and to which vehicle a card or a coupon belonged, from when until when (null: still). The periods of one
 * instrument, subject and company never overlap: they are changed under the lock of the instrument's row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table assignments (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      subject varchar(8) character set ascii collate ascii_bin not null,
      subject_id bigint unsigned not null,
      starts_at datetime(6) not null,
      ends_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key assignments_period (instrument_kind, instrument_id, subject, company_id, starts_at),
      key assignments_subject (subject, subject_id, starts_at, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
