import { type Kysely, sql } from 'kysely'

/** 1: the coupon expired while it was issued and not activated; 0 also where that is not known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table coupons add column expired_unactivated tinyint unsigned not null default 0
  `.execute(db)
}
