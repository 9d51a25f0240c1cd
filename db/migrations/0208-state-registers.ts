import { type Kysely, sql } from 'kysely'

/** What a processor says of all its cards or coupons at one moment, and how far it was compared with what is wanted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table state_registers (
      id bigint unsigned not null auto_increment primary key,
      integration_id bigint unsigned not null,
      company_id bigint unsigned null,
      is_test tinyint(1) not null,
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      as_of datetime(6) not null,
      content_hash binary(32) not null,
      rows_total int unsigned not null,
      status varchar(12) character set ascii collate ascii_bin not null,
      read_number varbinary(64) null,
      read_id bigint unsigned not null default 0,
      agreeing int unsigned not null default 0,
      in_flight int unsigned not null default 0,
      differing int unsigned not null default 0,
      missing_here int unsigned not null default 0,
      missing_there int unsigned not null default 0,
      created_at datetime(6) not null default current_timestamp(6),
      compared_at datetime(6) null,
      unique key state_registers_moment (integration_id, instrument_kind, as_of),
      key state_registers_status (status, id),
      key state_registers_kind (instrument_kind, as_of)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
