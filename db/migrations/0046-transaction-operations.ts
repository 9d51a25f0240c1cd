import { type Kysely, sql } from 'kysely'

/**
 * Returns and corrections have negative litres and tenge. A transaction is known by station, receipt without zeros in
 * front, day, instrument, product, operation, cash desk and the sender's own id of the operation: several coupons or
 * products on one receipt are several transactions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table transactions
      modify volume bigint not null,
      modify amount bigint not null,
      add column operation varchar(16) character set ascii collate ascii_bin not null default 'sale',
      add column till varbinary(64) not null default '',
      add column operation_id varbinary(64) not null default '',
      add column receipt_key varbinary(64) generated always as (trim(leading '0' from receipt)) virtual,
      drop key transactions_receipt,
      add unique key transactions_identity
        (station_code, receipt_key, occurred_on, instrument_number, product, operation, till, operation_id),
      add key transactions_operation (operation_id)
  `.execute(db)
}
