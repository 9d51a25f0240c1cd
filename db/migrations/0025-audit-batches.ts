import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table audit_batches (
      id bigint unsigned not null auto_increment primary key,
      first_id bigint unsigned not null,
      last_id bigint unsigned not null,
      entries int unsigned not null,
      previous_hash binary(32) not null,
      hash binary(32) not null,
      sealed_at datetime(6) not null default current_timestamp(6),
      unique key audit_batches_previous (previous_hash)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
