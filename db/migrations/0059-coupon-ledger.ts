import { type Kysely, sql } from 'kysely'

/**
 * `used`, `returned` and `lapsed` are millilitres of operations at pumps. A hold counts until `hold_until` and never
 * changes the status. A coupon is found by `qr_lookup`, which a job fills for rows that have none yet.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coupons
      add column used bigint unsigned not null default 0,
      add column returned bigint unsigned not null default 0,
      add column lapsed bigint unsigned not null default 0,
      add column held bigint unsigned not null default 0,
      add column hold_id bigint unsigned null,
      add column hold_until datetime(6) null,
      add column qr_lookup binary(32) null,
      add column qr_lookup_key varchar(16) character set ascii collate ascii_bin null,
      add column code_failures tinyint unsigned not null default 0,
      add column code_locked_until datetime(6) null,
      add column redeemed_station varchar(64) character set utf8mb4 collate utf8mb4_bin null,
      add key coupons_qr_lookup (qr_lookup)
  `.execute(db)
}
