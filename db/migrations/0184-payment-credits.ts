import { type Kysely, sql } from 'kysely'

/** What payments were credited to. Rows are added: one that is taken back gets a row that reverses it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table payment_credits (
      id bigint unsigned not null auto_increment primary key,
      payment_id bigint unsigned not null,
      company_id bigint unsigned not null,
      order_id bigint unsigned null,
      entry_id bigint unsigned null,
      amount bigint not null,
      matched_by varchar(16) character set ascii collate ascii_bin not null,
      reverses_id bigint unsigned null,
      created_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key payment_credits_reverses (reverses_id),
      key payment_credits_payment (payment_id, id),
      key payment_credits_order (order_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
