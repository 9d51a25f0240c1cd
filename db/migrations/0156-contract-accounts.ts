import { type Kysely, sql } from 'kysely'

/** From when a contract's account is kept, when its cards stop, and when its client is warned. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contracts
      add column account_from date null,
      add column stop_limit bigint not null default 0,
      add column low_balance bigint null,
      add column low_since datetime(6) null,
      add column ledger_version bigint unsigned not null default 0,
      add key contracts_low_balance (low_balance, id)
  `.execute(db)
}
