import { type Kysely, sql } from 'kysely'

/** No foreign key leads here: a product column may hold a code of a release that this one has not met. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table products (
      id bigint unsigned not null auto_increment primary key,
      code varchar(16) character set ascii collate ascii_bin not null,
      name_en varchar(100) not null,
      name_ru varchar(100) not null,
      name_kk varchar(100) not null,
      short_en varchar(20) not null default '',
      short_ru varchar(20) not null default '',
      short_kk varchar(20) not null default '',
      synonyms text not null,
      colour varchar(16) character set ascii collate ascii_bin not null,
      position smallint unsigned not null,
      is_active tinyint unsigned not null default 1,
      version int unsigned not null default 1,
      created_at datetime(6) not null default current_timestamp(6),
      updated_at datetime(6) not null default current_timestamp(6),
      unique key products_code (code)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
