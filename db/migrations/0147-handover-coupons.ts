import { type Kysely, sql } from 'kysely'

/** The coupons of a hand-over in the order in which they are shown; `live_coupon_id`: nobody else gets it meanwhile. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table handover_coupons (
      handover_id bigint unsigned not null,
      position smallint unsigned not null,
      coupon_id bigint unsigned not null,
      live_coupon_id bigint unsigned null,
      shown_at datetime(6) null,
      primary key (handover_id, position),
      unique key handover_coupons_live (live_coupon_id),
      key handover_coupons_coupon (coupon_id, handover_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
