import { type Kysely, sql } from 'kysely'

/** What the litres that are left are worth, in the kept sums of coupons. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table coupon_totals add column remaining_amount bigint not null default 0`.execute(db)
}
