import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AuthorizationStatus, TillShiftsTable } from '#db/schema/index.ts'
import { inSeconds, now } from '#db/sql/now.ts'
import { beyondId, directionOf, type PageRequest } from '#db/sql/page-request.ts'
import { searchesForUsers } from '#db/sql/people-search.ts'
import { isFoundBy } from '#db/sql/search.ts'

/** With what the database's clock says of it. */
export type ShiftRow = Selectable<TillShiftsTable> & {
  /** Its time is over, whatever is stored. */
  is_over: 0 | 1
  /** Seconds since the cashier last did something. */
  idle_seconds: number
  cashier_name: string
  cashier_email: string
  station_name: string | null
  station_city: string | null
}

const columns = sql`s.*, s.ends_at <= utc_timestamp(6) as is_over,
  timestampdiff(second, s.seen_at, utc_timestamp(6)) as idle_seconds,
  u.name as cashier_name, u.email as cashier_email, t.name as station_name, t.city as station_city
  from till_shifts s join users u on u.id = s.user_id left join stations t on t.code = s.station_code`

/** A second open one of the same cashier is a duplicate key. */
export async function insertShift(
  db: Db,
  row: Pick<Insertable<TillShiftsTable>, 'user_id' | 'station_code' | 'device_hash' | 'pin_hash'>,
  seconds: number,
): Promise<number> {
  const result = await db
    .insertInto('till_shifts')
    .values({
      ...row,
      open_user_id: row.user_id,
      seen_at: now,
      opened_at: now,
      ends_at: inSeconds(seconds),
    })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** The open one of a cashier, if its time is over too; `lock` holds it until the transaction ends. */
export async function selectOpenShift(
  db: Db,
  userId: number,
  { lock = false } = {},
): Promise<ShiftRow | undefined> {
  if (lock) await sql`select id from till_shifts where open_user_id = ${userId} for update`.execute(db)
  const { rows } = await sql<ShiftRow>`select ${columns} where s.open_user_id = ${userId}`.execute(db)
  return rows[0]
}

export async function selectShift(db: Db, id: number, { lock = false } = {}): Promise<ShiftRow | undefined> {
  if (lock) await sql`select id from till_shifts where id = ${id} for update`.execute(db)
  const { rows } = await sql<ShiftRow>`select ${columns} where s.id = ${id}`.execute(db)
  return rows[0]
}

interface ShiftSelection {
  isOpen: boolean | undefined
  station: string | undefined
  /** A cashier by name or email. */
  q: string | undefined
  /** Opened in `from <= opened_at < until`. */
  from: Date | undefined
  until: Date | undefined
}

/** The newest first. */
export async function selectShifts(
  db: Db,
  { isOpen, station, q, from, until }: ShiftSelection,
  request: PageRequest,
): Promise<ShiftRow[]> {
  const state =
    isOpen === undefined
      ? sql``
      : isOpen
        ? sql`and s.open_user_id is not null and s.ends_at > utc_timestamp(6)`
        : sql`and (s.open_user_id is null or s.ends_at <= utc_timestamp(6))`
  const { rows } = await sql<ShiftRow>`
    select ${columns} where ${beyondId('s.id', request)} ${state}
      ${station === undefined ? sql`` : sql`and s.station_code = ${station}`}
      ${q === undefined ? sql`` : sql`and ${isFoundBy('s.user_id', searchesForUsers(q))}`}
      ${from === undefined ? sql`` : sql`and s.opened_at >= ${from}`}
      ${until === undefined ? sql`` : sql`and s.opened_at < ${until}`}
    order by s.id ${directionOf(request) === 'asc' ? sql`asc` : sql`desc`} limit ${request.limit}
  `.execute(db)
  return rows
}

/** The cashier did something; at most every few seconds, so that a busy till does not write for each press. */
export async function updateShiftSeen(db: Db, id: number): Promise<void> {
  await db.updateTable('till_shifts').set({ seen_at: now, pin_failures: 0 }).where('id', '=', id).execute()
}

/** Counts a wrong PIN. Compare-and-set: of several at once each counts. */
export async function updateShiftPinFailures(db: Db, id: number, failures: number): Promise<boolean> {
  const result = await db
    .updateTable('till_shifts')
    .set({ pin_failures: failures + 1 })
    .where('id', '=', id)
    .where('pin_failures', '=', failures)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Moves an open shift to another phone, with another PIN. */
export async function updateShiftDevice(
  db: Db,
  id: number,
  { device_hash, pin_hash }: Pick<Selectable<TillShiftsTable>, 'device_hash' | 'pin_hash'>,
): Promise<void> {
  await db
    .updateTable('till_shifts')
    .set({ device_hash, pin_hash, pin_failures: 0, seen_at: now })
    .where('id', '=', id)
    .execute()
}

/** False when it was closed meanwhile. `closedBy`: null is the cashier, or time. */
export async function updateShiftClosed(db: Db, id: number, closedBy: number | null): Promise<boolean> {
  const result = await db
    .updateTable('till_shifts')
    .set({ open_user_id: null, closed_at: now, closed_by: closedBy })
    .where('id', '=', id)
    .where('open_user_id', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

interface ShiftTotalRow {
  instrument_kind: 'card' | 'coupon'
  product: string
  operations: number
  volume: string
}

/**
 * Of what was completed in a shift, less what was taken back until a moment: by product and instrument. What was undone
 * is no fill.
 */
export async function sumShift(db: Db, shiftId: number, until: Date | null): Promise<ShiftTotalRow[]> {
  const { rows } = await sql<ShiftTotalRow>`
    select a.instrument_kind, a.product, count(*) as operations,
      cast(sum(if(r.volume > 0, a.billed - r.volume, a.dispensed)) as char) as volume
    from authorizations a
      left join (
        select authorization_id, sum(volume) as volume from reversals
        where authorization_id in (select id from authorizations where shift_id = ${shiftId})
          ${until === null ? sql`` : sql`and created_at <= ${until}`}
        group by authorization_id
      ) r on r.authorization_id = a.id
    where a.shift_id = ${shiftId} and a.status = 'completed' and a.product is not null
      and a.instrument_kind is not null and if(r.volume > 0, a.billed - r.volume, a.dispensed) > 0
    group by a.instrument_kind, a.product order by a.product, a.instrument_kind
  `.execute(db)
  return rows
}

/** Ids of a shift's operations in these statuses, the newest first; of all that have an answer, where none are named. */
export async function selectShiftOperationIds(
  db: Db,
  shiftId: number,
  statuses: readonly AuthorizationStatus[],
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from authorizations where shift_id = ${shiftId} and status <> 'running'
      ${statuses.length > 0 ? sql`and status in (${sql.join(statuses)})` : sql``}
    order by id desc limit ${limit}
  `.execute(db)
  return rows.map(({ id }) => id)
}

/** Of a shift's operation, by what the till called it. */
export async function selectShiftOperationId(
  db: Db,
  shiftId: number,
  operationId: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from authorizations where shift_id = ${shiftId} and operation_id = ${operationId}
  `.execute(db)
  return rows[0]?.id
}
