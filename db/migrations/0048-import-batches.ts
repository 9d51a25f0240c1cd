import { type Kysely, sql } from 'kysely'

/**
 * What each row of an import does, a batch of rows at a time, compressed and encrypted. Without a foreign key: it would
 * lock the import's row while a register comes in, and its progress could not be told.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_batches (
      import_id bigint unsigned not null,
      position int unsigned not null,
      rows_new int unsigned not null,
      rows_changed int unsigned not null,
      rows_same int unsigned not null,
      rows_left_out int unsigned not null,
      ciphertext mediumblob not null,
      key_id varchar(32) not null,
      primary key (import_id, position)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
