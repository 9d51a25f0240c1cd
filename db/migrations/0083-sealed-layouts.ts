import { type Kysely, sql } from 'kysely'

/** How a file was read, with samples of its cells, encrypted. In place of `detected`, which earlier releases wrote. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table imports
      add detected_ciphertext mediumblob null,
      add detected_key_id varchar(32) null
  `.execute(db)
}
