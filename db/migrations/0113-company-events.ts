import { type Kysely, sql } from 'kysely'

/**
 * What happened to a company's cards and coupons, each event written in the transaction that made it happen. Read by
 * time for a few seconds, and purged after days.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table company_events (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      kind varchar(40) character set ascii collate ascii_bin not null,
      card_id bigint unsigned null,
      coupon_id bigint unsigned null,
      authorization_id bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      key company_events_created (created_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
