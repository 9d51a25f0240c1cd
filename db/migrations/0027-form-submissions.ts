import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<never>): Promise<void> {
  await sql`
    create table form_submissions (
      nonce varchar(64) character set ascii collate ascii_bin not null,
      owner varchar(80) character set ascii collate ascii_bin not null,
      body_hash binary(32) not null,
      answer text null,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (nonce, owner),
      key form_submissions_created (created_at)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
