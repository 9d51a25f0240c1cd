import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_chunks (
      import_id bigint unsigned not null,
      position int unsigned not null,
      ciphertext mediumblob not null,
      key_id varchar(16) not null,
      primary key (import_id, position),
      constraint import_chunks_import foreign key (import_id) references imports (id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
