import { record } from '#app/domain/audit/audit.server.ts'
import { businessDay, dayBounds } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { findTransaction } from '#app/domain/transactions/transactions.server.ts'
import {
  type ReadingRow,
  selectNeighbours,
  selectReadingOfTransaction,
  selectReadings,
  selectVehicleFills,
  upsertReading,
} from '#db/queries/vehicles/readings.ts'
import { selectVehicleForUpdate } from '#db/queries/vehicles/vehicles.ts'
import { consumptionOf, type MeasuredFill, type Stretch, stretchesOf } from './consumption.ts'
import { expectedAt, fits } from './odometer.ts'
import type { ReadFill, ReadOdometer } from './vehicles.input.server.ts'

export type Reading = ReadingRow

/** Shown on a vehicle's page. */
const MAX_READINGS = 30
/** The fills that its consumption is counted from: a year of a lorry that fuels daily. */
const MAX_FILLS = 400

export interface VehicleUse {
  /** The newest first. */
  readings: Reading[]
  /** Between full fills, the newest first. */
  stretches: Stretch[]
  /** Millilitres a hundred kilometres; null: not two full fills with an odometer yet. */
  consumption: number | null
}

/** What the vehicle's odometer showed and what it burns. */
export async function readVehicleUse(
  ctx: Context,
  companyId: CompanyId,
  vehicleId: number,
): Promise<VehicleUse> {
  requireRightIn(ctx, companyId, 'see_fleet')
  const readings = await selectReadings(ctx.db, vehicleId, MAX_READINGS)
  const stretches = stretchesOf(await measuredFills(ctx, companyId, vehicleId))
  return { readings, stretches: stretches.reverse(), consumption: consumptionOf(stretches) }
}

/** The oldest first. */
async function measuredFills(ctx: Context, companyId: CompanyId, vehicleId: number): Promise<MeasuredFill[]> {
  const fills = await selectVehicleFills(ctx.db, companyId, vehicleId, MAX_FILLS)
  return fills.reverse().map((fill) => ({
    ...{ at: fill.occurred_at, volume: fill.volume, km: fill.km },
    isFull: fill.is_full === 1,
    isUnlikely: fill.is_unlikely === 1,
  }))
}

/** A step of what looks at a fill: from the full tank before to the fill of that moment; null where it was none. */
export async function stretchUpTo(
  ctx: Context,
  companyId: CompanyId,
  vehicleId: number,
  moment: Date,
): Promise<Stretch | null> {
  const fills = (await measuredFills(ctx, companyId, vehicleId)).filter(({ at }) => at <= moment)
  const last = stretchesOf(fills).at(-1)
  return last && last.until.getTime() === moment.getTime() ? last : null
}

/**
 * A reading by hand. One that goes back or jumps is asked again: with `confirmed` it is kept with a mark.
 * @throws DomainError vehicle_not_found, date_in_future, odometer_unlikely
 */
export function readOdometer(
  ctx: Context,
  companyId: CompanyId,
  vehicleId: number,
  { km, date, confirmed }: ReadOdometer,
): Promise<{ plate: string; isUnlikely: boolean }> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const { plate } =
      (await selectVehicleForUpdate(ctx.db, companyId, vehicleId)) ?? reject('vehicle_not_found')
    const at = momentOf(ctx, date)
    const isUnlikely = await isKeptUnlikely(ctx, vehicleId, { km, at, confirmed, transactionId: null })
    await upsertReading(ctx.db, {
      ...{ company_id: companyId, vehicle_id: vehicleId, card_id: null, transaction_id: null },
      ...{ km, read_at: at, source: 'hand', is_full: 0, is_unlikely: isUnlikely ? 1 : 0 },
    })
    await record(ctx, 'vehicle.odometer_read', { kind: 'vehicle', id: vehicleId, companyId }, { plate, km })
    return { plate, isUnlikely }
  })
}

/** The end of a day that is over: what was read on it is later than its fills. @throws DomainError date_in_future */
function momentOf(ctx: Context, date: string): Date {
  const today = businessDay(ctx.now)
  if (date === '' || date === today) return ctx.now
  if (date > today) reject('date_in_future', { field: 'date' })
  return new Date(dayBounds(date).until.getTime() - 1_000)
}

/** What the odometer showed at a fill; null: nobody told, or it belonged to no vehicle. */
export async function findFillReading(
  ctx: Context,
  companyId: CompanyId,
  transactionId: number,
): Promise<Reading | null> {
  requireRightIn(ctx, companyId, 'see_transactions')
  return (await selectReadingOfTransaction(ctx.db, companyId, transactionId)) ?? null
}

/**
 * The odometer at a fill, and whether the tank was full then, by hand: in place of what the pump told.
 * @throws DomainError transaction_not_found, also for one of no vehicle, odometer_unlikely
 */
export function readFillOdometer(
  ctx: Context,
  companyId: CompanyId,
  transactionId: number,
  { km, full, confirmed }: ReadFill,
): Promise<{ plate: string; isUnlikely: boolean }> {
  requireRightIn(ctx, companyId, 'manage_fleet')
  return transact(ctx, async (ctx) => {
    const fill = await findTransaction(ctx, companyId, transactionId)
    const { vehicle_id: vehicleId, occurred_at: at } = fill
    if (vehicleId === null || fill.volume <= 0) return reject('transaction_not_found')
    const { plate } =
      (await selectVehicleForUpdate(ctx.db, companyId, vehicleId)) ?? reject('vehicle_not_found')
    const isUnlikely = await isKeptUnlikely(ctx, vehicleId, { km, at, confirmed, transactionId })
    await upsertReading(ctx.db, {
      ...{
        company_id: companyId,
        vehicle_id: vehicleId,
        card_id: fill.card_id,
        transaction_id: transactionId,
      },
      ...{ km, read_at: at, source: 'hand', is_full: full ? 1 : 0, is_unlikely: isUnlikely ? 1 : 0 },
    })
    await record(ctx, 'vehicle.odometer_read', { kind: 'vehicle', id: vehicleId, companyId }, { plate, km })
    return { plate, isUnlikely }
  })
}

/** Whether it is kept with a mark. @throws DomainError odometer_unlikely when nobody confirmed it yet */
async function isKeptUnlikely(
  ctx: Context,
  vehicleId: number,
  { km, at, confirmed, transactionId }: Told,
): Promise<boolean> {
  const { before, after } = await selectNeighbours(ctx.db, vehicleId, at, transactionId)
  const expected = expectedAt(knownIn(before), knownIn(after), at)
  if (fits(km, expected)) return false
  if (!confirmed)
    reject('odometer_unlikely', {
      field: 'km',
      params: { ...expected },
    })
  return true
}

interface Told {
  km: number
  at: Date
  confirmed: boolean
  transactionId: number | null
}

function knownIn(row: ReadingRow | undefined) {
  return row ? { km: row.km, at: row.read_at } : null
}
