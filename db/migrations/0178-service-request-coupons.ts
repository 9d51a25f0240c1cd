import { type Kysely, sql } from 'kysely'

/** Coupons that a request is about, and what staff decided about each; those given in exchange come in as rows of their own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table service_request_coupons (
      id bigint unsigned not null auto_increment primary key,
      request_id bigint unsigned not null,
      number varbinary(64) not null,
      coupon_id bigint unsigned null,
      open_coupon_id bigint unsigned null,
      outcome varchar(16) character set ascii collate ascii_bin null,
      until_before date null,
      until_after date null,
      outage_days smallint unsigned not null default 0,
      unique key service_request_coupons_number (request_id, number),
      unique key service_request_coupons_open (open_coupon_id),
      key service_request_coupons_coupon (coupon_id, outcome),
      key service_request_coupons_by_number (number)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
