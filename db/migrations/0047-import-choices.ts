import { type Kysely, sql } from 'kysely'

/** What a person decided about a file, which of its rows stay out, and when an import was taken back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table imports
      add column choices mediumtext null,
      add column rows_left_out int unsigned not null default 0,
      add column good_only tinyint unsigned not null default 0,
      add column undone_by bigint unsigned null,
      add column undone_at datetime(6) null
  `.execute(db)
}
