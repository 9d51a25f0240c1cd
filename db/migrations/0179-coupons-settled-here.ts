import { type Kysely, sql } from 'kysely'

/** What staff decided here about a coupon, which a register that does not know of it yet must not take back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coupons
      add column extended_until date null,
      add column exchanged_at datetime(6) null
  `.execute(db)
}
