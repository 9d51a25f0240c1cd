import { type Kysely, sql } from 'kysely'

/** What a litre costs from a day on. A price of the past never changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table prices (
      id bigint unsigned not null auto_increment primary key,
      price_list_id bigint unsigned not null,
      product varchar(16) character set ascii collate ascii_bin not null,
      starts_on date not null,
      price bigint unsigned not null,
      set_by bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key prices_day (price_list_id, product, starts_on)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
