import { type Kysely, sql } from 'kysely'

/** What a fill had left on its coupon is gone with a fill that was taken back whole. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update authorizations a join reversals r on r.authorization_id = a.id and r.is_whole = 1
    set a.remainder = null, a.remainder_becomes = null
    where a.remainder_becomes is not null
  `.execute(db)
}
