import { type Kysely, sql } from 'kysely'

/** What a processor tells of cards and coupons, once by its own id, and the balances that it holds. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table processor_events (
      id bigint unsigned not null auto_increment primary key,
      integration_id bigint unsigned not null,
      event_id varchar(50) character set ascii collate ascii_bin not null,
      content_hash binary(32) not null,
      type varchar(12) character set ascii collate ascii_bin not null,
      company_id bigint unsigned not null,
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
      product varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
      volume bigint null,
      amount bigint null,
      code varchar(40) character set ascii collate ascii_bin null,
      own_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null default '',
      reverses varchar(50) character set ascii collate ascii_bin not null default '',
      occurred_at datetime(6) not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key processor_events_event (integration_id, event_id),
      key processor_events_instrument (instrument_kind, instrument_id, occurred_at),
      key processor_events_reverses (integration_id, reverses)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    create table processor_balances (
      instrument_kind varchar(8) character set ascii collate ascii_bin not null,
      instrument_id bigint unsigned not null,
      company_id bigint unsigned not null,
      balance bigint not null,
      unit varchar(4) character set ascii collate ascii_bin not null,
      as_of datetime(6) not null,
      primary key (instrument_kind, instrument_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
