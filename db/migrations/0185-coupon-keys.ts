import { type Kysely, sql } from 'kysely'

/** Public keys of coupons that the cabinet signs, by the two digits that their codes name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table coupon_keys (
      number tinyint unsigned not null primary key,
      public_key binary(32) not null,
      key_id varchar(16) character set ascii collate ascii_bin not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key coupon_keys_public (public_key)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
