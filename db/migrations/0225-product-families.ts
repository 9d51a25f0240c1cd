import { type Kysely, sql } from 'kysely'

/** Which products go into one tank. What the earlier release inserts meanwhile shares one with no other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table products
    add column family varchar(16) character set ascii collate ascii_bin not null default 'other'`.execute(db)
}
