import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table sign_in_guards (
      address_key binary(32) not null primary key,
      failures tinyint unsigned not null default 0,
      blocked_at datetime(6) null,
      letter_at datetime(6) null,
      version bigint unsigned not null default 0,
      touched_at datetime(6) not null,
      key sign_in_guards_touched (touched_at),
      key sign_in_guards_blocked (blocked_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
