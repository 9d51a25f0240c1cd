import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table operations (
      id binary(16) not null primary key,
      at datetime(6) not null default current_timestamp(6),
      key operations_at (at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
