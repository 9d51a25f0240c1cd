import { type Kysely, sql } from 'kysely'

/** 1: at this station a coupon without a QR payload may be redeemed by its number alone. Set by staff, not by a register. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table stations add column number_only tinyint(1) not null default 0`.execute(db)
}
