import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table transaction_totals (
      company_id bigint unsigned not null,
      day date not null,
      product varchar(16) character set ascii collate ascii_bin not null,
      transactions bigint not null,
      volume bigint not null,
      amount bigint not null,
      primary key (company_id, day, product)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
