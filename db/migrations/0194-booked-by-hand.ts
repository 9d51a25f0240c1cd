import { type Kysely, sql } from 'kysely'

/** Before a bank's payment is credited, the money of its amount that was booked by hand is looked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index account_entries_amount on account_entries (company_id, kind, amount)`.execute(db)
  await sql`create index payment_credits_entry on payment_credits (entry_id)`.execute(db)
}
