import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table worker_jobs (
      name varchar(64) character set ascii collate ascii_bin not null primary key,
      due_at datetime(6) not null,
      lease_token binary(16) null,
      lease_until datetime(6) null,
      finished_at datetime(6) null,
      failed_at datetime(6) null,
      failure varchar(500) null
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
