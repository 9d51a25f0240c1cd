import { type Kysely, sql } from 'kysely'

/** A coupon that a driver gave back by itself, while he keeps the others of its link. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table handover_coupons
      add column returned_at datetime(6) null,
      add column returned_by bigint unsigned null
  `.execute(db)
}
