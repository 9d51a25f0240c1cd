import { type Kysely, sql } from 'kysely'

/**
 * The faulty rows of a file with what is wrong with each, some thousands at a time, compressed and encrypted: they hold
 * names, number plates and telephone numbers. In place of `import_faults`, which earlier releases still read. Without
 * a foreign key, as `import_batches`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_fault_batches (
      import_id bigint unsigned not null,
      position int unsigned not null,
      rows_faulty int unsigned not null,
      ciphertext mediumblob not null,
      key_id varchar(32) not null,
      primary key (import_id, position)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
