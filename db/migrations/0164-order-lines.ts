import { type Kysely, sql } from 'kysely'

/** The lines of an order; they change only while it is a draft, and their prices are fixed when it is sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table order_lines (
      id bigint unsigned not null auto_increment primary key,
      order_id bigint unsigned not null,
      kind varchar(8) character set ascii collate ascii_bin not null,
      product varchar(16) character set ascii collate ascii_bin null,
      nominal int unsigned null,
      quantity int unsigned not null,
      price bigint unsigned not null,
      amount bigint unsigned not null,
      vat bigint unsigned not null,
      key order_lines_order (order_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
