import { type Kysely, sql } from 'kysely'

/** The least that can be ordered under a contract, and for how many months its coupons are valid. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contracts
      add column min_order bigint unsigned not null default 0,
      add column coupon_months tinyint unsigned not null default 6
  `.execute(db)
}
