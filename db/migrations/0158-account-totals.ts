import { type Kysely, sql } from 'kysely'

/** Turnovers of accounts by day and by month, spread over slots so that writers do not queue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_totals (
      company_id bigint unsigned not null,
      span varchar(5) character set ascii collate ascii_bin not null,
      starts_on date not null,
      slot tinyint unsigned not null,
      credit bigint not null,
      debit bigint not null,
      entries bigint not null,
      primary key (company_id, span, starts_on, slot)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
