import { type Kysely, sql } from 'kysely'

/** Which coupons an order got. A line has as many places as it asks for, and each is filled once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table order_coupons (
      order_line_id bigint unsigned not null,
      position int unsigned not null,
      order_id bigint unsigned not null,
      coupon_id bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (order_line_id, position),
      unique key order_coupons_coupon (coupon_id),
      key order_coupons_order (order_id, coupon_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
