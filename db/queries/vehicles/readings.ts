import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { CompanyId, OdometerReadingsTable } from '#db/schema/index.ts'
import { transactionsAssignedTo } from '#db/sql/assigned.ts'

export type ReadingRow = Selectable<OdometerReadingsTable>

/** The newest first. */
export function selectReadings(db: Db, vehicleId: number, limit: number): Promise<ReadingRow[]> {
  return db
    .selectFrom('odometer_readings')
    .selectAll()
    .where('vehicle_id', '=', vehicleId)
    .orderBy('read_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** The nearest before and after a moment, but for the one of a fill that is being read again. */
export async function selectNeighbours(
  db: Db,
  vehicleId: number,
  at: Date,
  exceptTransaction: number | null,
): Promise<{ before: ReadingRow | undefined; after: ReadingRow | undefined }> {
  const of = db
    .selectFrom('odometer_readings')
    .selectAll()
    .where('vehicle_id', '=', vehicleId)
    .where((eb) =>
      eb.or([eb('transaction_id', 'is', null), eb('transaction_id', '<>', exceptTransaction ?? 0)]),
    )
    .limit(1)
  const before = of.where('read_at', '<=', at).orderBy('read_at', 'desc').orderBy('id', 'desc')
  const after = of.where('read_at', '>', at).orderBy('read_at').orderBy('id')
  return { before: await before.executeTakeFirst(), after: await after.executeTakeFirst() }
}

/** A second one of the same fill takes the first one's place, and stays the card's. */
export async function upsertReading(db: Db, row: Insertable<OdometerReadingsTable>): Promise<void> {
  const { vehicle_id, km, source, is_full, is_unlikely } = row
  await db
    .insertInto('odometer_readings')
    .values(row)
    .onDuplicateKeyUpdate({ vehicle_id, km, source, is_full, is_unlikely })
    .execute()
}

/** One fill of a vehicle with what its odometer showed. */
export interface VehicleFillRow {
  id: number
  occurred_at: Date
  volume: number
  km: number | null
  is_full: 0 | 1 | null
  is_unlikely: 0 | 1 | null
}

/** What was fuelled while cards and coupons belonged to the vehicle, the newest first. */
export async function selectVehicleFills(
  db: Db,
  companyId: CompanyId,
  vehicleId: number,
  limit: number,
): Promise<VehicleFillRow[]> {
  const { rows } = await sql<VehicleFillRow>`
    select t.id, t.occurred_at, t.volume, r.km, r.is_full, r.is_unlikely
    from (${transactionsAssignedTo({ subject: 'vehicle', id: vehicleId })}) found straight_join transactions t on t.id = found.id
    left join odometer_readings r on r.transaction_id = t.id
    where t.company_id = ${companyId}
    order by t.occurred_at desc, t.id desc limit ${limit}
  `.execute(db)
  return rows
}

/** What the odometer showed at a fill; undefined: nobody told. */
export function selectReadingOfTransaction(
  db: Db,
  companyId: CompanyId,
  transactionId: number,
): Promise<ReadingRow | undefined> {
  return db
    .selectFrom('odometer_readings')
    .selectAll()
    .where('transaction_id', '=', transactionId)
    .where('company_id', '=', companyId)
    .executeTakeFirst()
}
