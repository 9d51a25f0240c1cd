import { type Kysely, sql } from 'kysely'

/** Whether a station's system has closed the shift of an operation that it wants to take back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table station_shifts add key station_shifts_closed (integration_id, station_code, closed_at)
  `.execute(db)
}
