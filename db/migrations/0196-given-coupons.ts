import { type Kysely, sql } from 'kysely'

/** A coupon is given in exchange once, whoever decides at the same time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table service_request_coupons
      add column given_number varbinary(64) generated always as (if(outcome = 'given', number, null)) stored,
      add unique key service_request_coupons_given (given_number)
  `.execute(db)
}
