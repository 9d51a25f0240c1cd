import { type Kysely, sql } from 'kysely'

/** Named lists of prices; a contract has one of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table price_lists (
      id bigint unsigned not null auto_increment primary key,
      name varchar(100) not null,
      created_by bigint unsigned not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key price_lists_name (name)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
