import { type Kysely, sql } from 'kysely'

/**
 * Shifts that stations' systems close, with their own totals, and which discrepancy was found in which of them. The key of
 * `authorizations` finds what one system did at one station in a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station_shifts (
      id bigint unsigned not null auto_increment primary key,
      integration_id bigint unsigned not null,
      shift_id varchar(64) character set ascii collate ascii_bin not null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      opened_at datetime(6) not null,
      closed_at datetime(6) not null,
      content_hash binary(32) not null,
      reported mediumtext not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key station_shifts_shift (integration_id, shift_id),
      key station_shifts_station (station_code, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
  await sql`
    alter table fuel_exceptions
      add column station_shift_id bigint unsigned null,
      add key fuel_exceptions_shift (station_shift_id, id)
  `.execute(db)
  await sql`
    alter table authorizations
      add key authorizations_integration_station (integration_id, station_code, created_at)
  `.execute(db)
}
