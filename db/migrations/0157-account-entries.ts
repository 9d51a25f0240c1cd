import { type Kysely, sql } from 'kysely'

/** The ledger of the contract accounts. Rows are added, never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table account_entries (
      id bigint unsigned not null auto_increment primary key,
      company_id bigint unsigned not null,
      contract_id bigint unsigned not null,
      kind varchar(16) character set ascii collate ascii_bin not null,
      booked_on date not null,
      occurred_on date not null,
      amount bigint not null,
      memo bigint not null default 0,
      product varchar(16) character set ascii collate ascii_bin null,
      volume bigint null,
      transaction_id bigint unsigned null,
      corrects_id bigint unsigned null,
      document varchar(64) not null default '',
      comment varchar(500) not null default '',
      created_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      key account_entries_company (company_id, booked_on, id),
      key account_entries_transaction (transaction_id),
      key account_entries_corrects (corrects_id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
