import { type Kysely, sql } from 'kysely'

/** Which companies were told, and how long before, that their coupons of a last day end: once each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table expiry_notices (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      last_day date not null,
      days_before tinyint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key expiry_notices_once (company_id, last_day, days_before),
      key expiry_notices_age (last_day)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
