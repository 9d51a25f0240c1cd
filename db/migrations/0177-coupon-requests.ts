import { type Kysely, sql } from 'kysely'

/**
 * Requests about coupons: what a client wants (a later last day, or other coupons), the coupons and what staff decided about
 * each; those given in exchange come in as rows of their own. The table may be there already when the second step has to
 * be run again: each commits by itself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table if not exists service_request_coupons (
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
  await sql`
    alter table service_requests
      add column wanted_until date null,
      add column wanted_product varchar(16) character set ascii collate ascii_bin null,
      add column wanted_volume bigint unsigned null
  `.execute(db)
}
