import { type Kysely, sql } from 'kysely'

/** Months of the ledger that were closed; the last one counts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_periods (
      id bigint unsigned not null auto_increment primary key,
      closed_through date not null,
      closed_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      unique key account_periods_closed (closed_through)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
