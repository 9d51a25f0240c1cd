import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table form_submissions (
      id binary(32) not null primary key,
      answer text null,
      created_at datetime(6) not null default current_timestamp(6),
      key form_submissions_created (created_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
