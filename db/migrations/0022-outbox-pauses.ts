import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table outbox_pauses (
      name varchar(16) character set ascii collate ascii_bin not null primary key,
      reason varchar(64) not null,
      since datetime(6) not null,
      until datetime(6) not null
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
