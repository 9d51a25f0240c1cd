import { type Kysely, sql } from 'kysely'

/** 1: made for test keys; it is in no total. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table companies add column is_test tinyint not null default 0`.execute(db)
}
