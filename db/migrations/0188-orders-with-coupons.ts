import { type Kysely, sql } from 'kysely'

/** Since when an order has its coupons; null: none were issued for it by the cabinet. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table orders add column coupons_issued_at datetime(6) null`.execute(db)
}
