import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table import_mappings (
      kind varchar(16) not null,
      signature binary(32) not null,
      mapping text not null,
      created_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      primary key (kind, signature)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
