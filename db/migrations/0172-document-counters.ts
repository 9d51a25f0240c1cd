import { type Kysely, sql } from 'kysely'

/** The last number of each kind of paper in each calendar year. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table document_counters (
      kind varchar(16) character set ascii collate ascii_bin not null,
      year smallint unsigned not null,
      last_number int unsigned not null,
      primary key (kind, year)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
