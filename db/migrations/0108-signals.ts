import { type Kysely, sql } from 'kysely'

/**
 * What staff look into: signals that a job found in the ledger, and fuel that a client says was not received. `identity`: one
 * thing is told once. `at_risk`: tiyn. `note`: of the client. `answer`: what staff found out.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table fraud_signals (
      id bigint unsigned not null auto_increment primary key,
      kind varchar(32) character set ascii collate ascii_bin not null,
      identity binary(32) not null,
      transaction_id bigint unsigned null,
      company_id bigint unsigned null,
      station_code varchar(64) character set utf8mb4 collate utf8mb4_bin not null,
      at_risk bigint unsigned not null,
      figures text not null,
      note varchar(500) not null default '',
      opened_by bigint unsigned null,
      created_at datetime(6) not null default current_timestamp(6),
      settled_at datetime(6) null,
      settled_by bigint unsigned null,
      settled_as varchar(16) character set ascii collate ascii_bin null,
      answer varchar(500) not null default '',
      is_open tinyint(1) not null default 1,
      unique key fraud_signals_identity (identity),
      key fraud_signals_open (is_open, at_risk, id),
      key fraud_signals_transaction (transaction_id, kind),
      key fraud_signals_company (company_id, id)
    ) engine = innodb default character set utf8mb4 collate utf8mb4_unicode_ci
  `.execute(db)
}
