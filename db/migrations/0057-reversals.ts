import { type Kysely, sql } from 'kysely'

/** What was taken back of completed operations. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table reversals (
      id bigint unsigned not null auto_increment primary key,
      authorization_id bigint unsigned not null,
      reversal_id varbinary(64) not null,
      is_whole tinyint(1) not null,
      volume bigint unsigned not null,
      charged bigint unsigned null,
      reason varchar(200) not null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key reversals_identity (authorization_id, reversal_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
