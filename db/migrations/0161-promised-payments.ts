import { type Kysely, sql } from 'kysely'

/** Payments that a client has promised for a day: until then cards may spend them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table promised_payments (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      amount bigint unsigned not null,
      paid bigint unsigned not null default 0,
      until_on date not null,
      reason varchar(500) not null,
      created_by bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      withdrawn_at datetime(6) null,
      key promised_payments_company (company_id, until_on)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
