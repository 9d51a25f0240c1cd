import { type Kysely, sql } from 'kysely'

/** What becomes of litres that one fill leaves on a coupon; null: as the coupon says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table contracts add column coupon_remainder varchar(8) character set ascii collate ascii_bin null
  `.execute(db)
}
