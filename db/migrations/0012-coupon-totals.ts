import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table coupon_totals (
      company_id bigint unsigned not null,
      span varchar(5) character set ascii collate ascii_bin not null,
      product varchar(16) character set ascii collate ascii_bin not null,
      status varchar(20) character set ascii collate ascii_bin not null,
      starts_on date not null,
      slot tinyint unsigned not null,
      coupons bigint not null,
      volume bigint not null,
      remaining bigint not null,
      amount bigint not null,
      primary key (company_id, span, product, status, starts_on, slot)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
