import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table rate_limits (
      bucket binary(32) not null,
      window_start datetime not null,
      hits int unsigned not null,
      primary key (bucket, window_start),
      key rate_limits_window (window_start)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
