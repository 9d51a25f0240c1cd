import { type Kysely, sql } from 'kysely'

/** When each station last asked whether something may be fuelled: a block is in force where stations ask. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table station_contacts (
      station_id bigint unsigned not null primary key,
      asked_at datetime(6) not null
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
