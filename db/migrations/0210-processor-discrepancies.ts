import { type Kysely, sql } from 'kysely'

/** Which card or coupon a processor sees otherwise, the register that said so last, and how the discrepancy ended. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table fuel_exceptions
      add column instrument_kind varchar(8) character set ascii collate ascii_bin null,
      add column instrument_id bigint unsigned null,
      add column instrument_number varbinary(64) null,
      add column state_register_id bigint unsigned null,
      add column settled_as varchar(8) character set ascii collate ascii_bin null,
      add key fuel_exceptions_instrument (instrument_kind, instrument_number)
  `.execute(db)
}
