import { type Kysely, sql } from 'kysely'

/** What clients order: coupons and cards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table orders (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      contract_id bigint unsigned not null,
      status varchar(16) character set ascii collate ascii_bin not null,
      total bigint unsigned not null,
      paid bigint unsigned not null default 0,
      valid_until date null,
      comment varchar(500) not null,
      reason varchar(500) not null default '',
      version int unsigned not null default 1,
      created_by bigint unsigned not null,
      sent_by bigint unsigned null,
      sent_at datetime(6) null,
      settled_at datetime(6) null,
      created_at datetime(6) not null default current_timestamp(6),
      key orders_company (company_id, id),
      key orders_company_status (company_id, status, id),
      key orders_status (status, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
