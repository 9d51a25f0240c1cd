import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StationShiftsTable } from '#db/schema/index.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { isOfNoTestKey } from '#db/sql/test-keys.ts'

export type StationShiftRow = Selectable<StationShiftsTable>

/** @returns its id; undefined when the system has told of this shift before */
export async function insertStationShift(
  db: Db,
  row: Insertable<StationShiftsTable>,
): Promise<number | undefined> {
  const result = await db.insertInto('station_shifts').ignore().values(row).executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? Number(result.insertId) : undefined
}

export function selectStationShift(
  db: Db,
  integrationId: number,
  shiftId: string,
): Promise<StationShiftRow | undefined> {
  return db
    .selectFrom('station_shifts')
    .selectAll()
    .where('integration_id', '=', integrationId)
    .where('shift_id', '=', shiftId)
    .executeTakeFirst()
}

export type ListedStationShiftRow = StationShiftRow & {
  /** Null: a system that is here no longer. */
  system_name: string | null
  station_name: string | null
  station_city: string | null
  differences: number
  unsettled: number
}

const columns = sql`s.*, i.name as system_name, t.name as station_name, t.city as station_city,
  (select count(*) from fuel_exceptions e where e.station_shift_id = s.id) as differences,
  (select count(*) from fuel_exceptions e where e.station_shift_id = s.id and e.settled_at is null) as unsettled
  from station_shifts s left join integrations i on i.id = s.integration_id
  left join stations t on t.code = s.station_code`

/** Of all systems but those that test; the newest first. */
export async function selectStationShifts(
  db: Db,
  { station, from, until }: Record<'from' | 'until', Date | undefined> & { station: string | undefined },
  request: PageRequest,
): Promise<ListedStationShiftRow[]> {
  const { rows } = await sql<ListedStationShiftRow>`
    select ${columns} where ${beyondId('s.id', request)} and ${isOfNoTestKey('s.integration_id')}
      ${station === undefined ? sql`` : sql`and s.station_code = ${station}`}
      ${from === undefined ? sql`` : sql`and s.opened_at >= ${from}`}
      ${until === undefined ? sql`` : sql`and s.opened_at < ${until}`}
    order by s.id ${sql.raw(directionOf(request))} limit ${request.limit}
  `.execute(db)
  return rows
}

export async function selectStationShiftById(db: Db, id: number): Promise<ListedStationShiftRow | undefined> {
  const { rows } = await sql<ListedStationShiftRow>`
    select ${columns} where s.id = ${id} and ${isOfNoTestKey('s.integration_id')}
  `.execute(db)
  return rows[0]
}
