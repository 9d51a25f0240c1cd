import { type Kysely, sql } from 'kysely'

/** Registers of earlier releases brought the hours as text only; the next register brings the hours of the others. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    update stations set week = repeat('00001440', 7)
    where week = '' and own_week = 0 and hours in ('24/7', 'круглосуточно', 'тәулік бойы')
  `.execute(db)
}
