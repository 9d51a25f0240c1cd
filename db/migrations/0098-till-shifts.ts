import { type Kysely, sql } from 'kysely'

/**
 * The shifts of cashiers. `open_user_id` is the cashier while the shift is open, so that nobody has two. `device_hash` is
 * SHA-256 of the cookie of the phone that opened it, `pin_hash` what the cashier types there after a while without work.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table till_shifts (
      id bigint unsigned not null auto_increment primary key,
      user_id bigint unsigned not null,
      open_user_id bigint unsigned null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      device_hash binary(32) not null,
      pin_hash varchar(255) character set ascii collate ascii_bin not null,
      pin_failures tinyint unsigned not null default 0,
      seen_at datetime(6) not null,
      opened_at datetime(6) not null,
      ends_at datetime(6) not null,
      closed_at datetime(6) null,
      closed_by bigint unsigned null,
      unique key till_shifts_open (open_user_id),
      key till_shifts_station (station_code, id),
      constraint till_shifts_user_fk foreign key (user_id) references users (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
