import { type Insertable, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { AuthorizationsTable, InstrumentKind } from '#db/schema/index.ts'
import { joinAssignedAtPump } from '#db/sql/assigned.ts'
import { readInBatches } from '#db/sql/batches.ts'
import { isHeld, isHoldOver } from '#db/sql/holds.ts'
import { inSeconds, now } from '#db/sql/now.ts'

export type AuthorizationRow = Selectable<AuthorizationsTable>
export type AuthorizationChange = Updateable<AuthorizationsTable>

/** With what an answer needs of other tables, plate and holder as the client assigned them then; `is_over`: its hold has ended. */
export type OperationRow = AuthorizationRow & {
  is_over: 0 | 1
  /** Somebody decides on it now. */
  is_claimed: 0 | 1
  company_name: string | null
  card_number: string | null
  card_plate: string | null
  card_holder: string | null
  coupon_number: string | null
  reversed: string
}

/** A row that is being decided on; its id. A second one of the same id is a duplicate key. */
export async function insertOperationClaim(
  db: Db,
  row: Insertable<AuthorizationsTable>,
  seconds: number,
): Promise<number> {
  const result = await db
    .insertInto('authorizations')
    .values({ ...row, status: 'running', claimed_until: inSeconds(seconds) })
    .executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Compare-and-set: of a row whose claim ran out, by whoever sends the same request again. */
export async function updateOperationClaim(
  db: Db,
  id: number,
  token: Buffer,
  seconds: number,
): Promise<boolean> {
  const result = await db
    .updateTable('authorizations')
    .set({ claim_token: token, claimed_until: inSeconds(seconds) })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('claimed_until', '<=', now)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** What was claimed is decided: false when the claim was taken over meanwhile. */
export async function updateClaimedOperation(
  db: Db,
  id: number,
  token: Buffer,
  change: AuthorizationChange,
): Promise<boolean> {
  const result = await db
    .updateTable('authorizations')
    .set({ ...change, claim_token: null, claimed_until: null })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('claim_token', '=', token)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Nobody decides on it any more: the next one who sends it does not wait. */
export async function updateClaimReleased(db: Db, id: number, token: Buffer): Promise<void> {
  await db
    .updateTable('authorizations')
    .set({ claimed_until: now })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .where('claim_token', '=', token)
    .execute()
}

export async function insertAuthorization(db: Db, row: Insertable<AuthorizationsTable>): Promise<number> {
  const result = await db.insertInto('authorizations').values(row).executeTakeFirstOrThrow()
  return Number(result.insertId)
}

/** Of a row that `selectOperation` has locked. */
export async function updateAuthorization(db: Db, id: number, change: AuthorizationChange): Promise<void> {
  await db.updateTable('authorizations').set(change).where('id', '=', id).execute()
}

/** `lock` holds the row until the transaction ends. */
export async function selectOperation(
  db: Db,
  integrationId: number,
  operationId: string,
  { lock = false } = {},
): Promise<OperationRow | undefined> {
  if (lock) {
    const own = await db
      .selectFrom('authorizations')
      .select('id')
      .where('integration_id', '=', integrationId)
      .where('operation_id', '=', operationId)
      .forUpdate()
      .executeTakeFirst()
    if (!own) return undefined
  }
  const which = sql`where a.integration_id = ${integrationId} and a.operation_id = ${operationId}`
  return (await selectRows(db, which))[0]
}

export async function selectOperationById(db: Db, id: number, lock = false) {
  if (lock) await sql`select id from authorizations where id = ${id} for update`.execute(db)
  return (await selectOperationsById(db, [id]))[0]
}

export const selectOperationsById = (db: Db, ids: readonly number[]) =>
  readInBatches(ids, (batch) => selectRows(db, sql`where a.id in (${sql.join(batch)})`))
const selectRows = async (db: Db, which: RawBuilder<unknown>) =>
  (await sql<OperationRow>`select ${columns} ${which}`.execute(db)).rows

const columns = sql`a.*, a.expires_at <= utc_timestamp(6) as is_over, a.claimed_until > utc_timestamp(6) as is_claimed,
  p.name as company_name, c.number as card_number,
  coalesce(ve.plate, c.plate) as card_plate, coalesce(dr.name, c.holder) as card_holder,
  k.number as coupon_number, coalesce((select sum(volume) from reversals where authorization_id = a.id), 0) as reversed
  from authorizations a
  left join companies p on p.id = a.company_id
  left join cards c on c.id = a.card_id
  left join coupons k on k.id = a.coupon_id ${joinAssignedAtPump}`

export interface OperationSelection {
  /** Of an integration, else of a company. */
  integrationId: number | null
  companyId: number | null
  station: string | null
  status: 'declined' | 'held' | 'completed' | 'voided' | 'expired' | null
  before: number | null
  limit: number
}

/** The newest first. */
export async function selectOperations(db: Db, selection: OperationSelection): Promise<OperationRow[]> {
  const { integrationId, companyId, station, status, before, limit } = selection
  const whose =
    integrationId === null ? sql`a.company_id = ${companyId}` : sql`a.integration_id = ${integrationId}`
  const { rows } = await sql<OperationRow>`
    select ${columns} where ${whose} and a.status <> 'running'
      ${station === null ? sql`` : sql`and a.station_code = ${station}`}
      ${status === null ? sql`` : isOfStatus(status)}
      ${before === null ? sql`` : sql`and a.id < ${before}`}
    order by a.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** A hold that is over is expired, whatever is stored. */
function isOfStatus(status: NonNullable<OperationSelection['status']>) {
  if (status === 'held') return sql`and ${isHeld('a')}`
  if (status === 'expired') return sql`and (a.status = 'expired' or ${isHoldOver('a')})`
  return sql`and a.status = ${status}`
}

/** Stores that holds are over, which everybody has known since; how many there were. */
export async function updateExpiredHolds(db: Db, limit: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select id from authorizations where ${isHoldOver()}
    order by expires_at limit ${limit}
  `.execute(db)
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  const result = await db
    .updateTable('authorizations')
    .set({ status: 'expired' })
    .where('id', 'in', ids)
    .where(isHoldOver())
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** The operation that one dispensing was paid with by this kind of instrument. */
export async function selectPumpTransaction(
  db: Db,
  station: string,
  pumpTransaction: string,
  kind: InstrumentKind,
): Promise<number | undefined> {
  const row = await db
    .selectFrom('authorizations')
    .select('id')
    .where('station_code', '=', station)
    .where('pump_transaction', '=', pumpTransaction)
    .where('instrument_kind', '=', kind)
    .executeTakeFirst()
  return row?.id
}
