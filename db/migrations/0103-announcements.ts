import { type Kysely, sql } from 'kysely'

/** What staff tell clients, in three languages, from and until a moment; to all companies or to chosen ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table announcements (
      id bigint unsigned not null auto_increment primary key,
      title_en varchar(200) not null,
      title_ru varchar(200) not null,
      title_kk varchar(200) not null,
      text_en text not null,
      text_ru text not null,
      text_kk text not null,
      starts_at datetime(6) not null,
      ends_at datetime(6) not null,
      for_all tinyint(1) not null,
      created_at datetime(6) not null default current_timestamp(6),
      key announcements_ends (ends_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
