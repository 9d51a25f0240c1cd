import type { Context } from '#app/domain/kernel/context.ts'
import { insertPumpReading, upsertOdometer } from '#db/queries/pump-operations/odometers.ts'
import type { Thing } from './presented.server.ts'

/** What a station told of the odometer when it asked for the fuel. */
export interface ToldOdometer {
  km: number | null
  isUnlikely: boolean
  /** Neither litres nor tenge were asked for. */
  isFullWished: boolean
}

/** In the columns of an operation. */
export function odometerIn(row: {
  odometer_km?: number | null | undefined
  odometer_unlikely?: 0 | 1 | undefined
  asked_volume?: number | null | undefined
  asked_amount?: number | null | undefined
}): ToldOdometer {
  return {
    km: row.odometer_km ?? null,
    isUnlikely: row.odometer_unlikely === 1,
    isFullWished: (row.asked_volume ?? null) === null && (row.asked_amount ?? null) === null,
  }
}

/**
 * Of the card of a completed fill, and of the vehicle that it belongs to: what the next one is compared with. The tank is full
 * where a full tank was wished and the pump stopped before what was approved did.
 */
export async function keepOdometer(
  ctx: Context,
  thing: Thing | undefined,
  { km, isUnlikely, isFullWished }: ToldOdometer,
  fill: { authorizationId: number; at: Date; volume: number; approved: number },
): Promise<void> {
  if (thing?.kind !== 'card' || km === null) return
  const { id: cardId, company_id: companyId } = thing.row
  const { authorizationId, at, volume, approved } = fill
  await upsertOdometer(ctx.db, thing.row, { km, at })
  const isFull = isFullWished && volume < approved
  await insertPumpReading(ctx.db, { authorizationId, cardId, companyId, km, at, isFull, isUnlikely })
}

/** A step of making a test key: what the card's next reading is compared with. */
export function setOdometer(
  ctx: Context,
  card: { id: number; company_id: number },
  km: number,
): Promise<void> {
  return upsertOdometer(ctx.db, card, { km, at: ctx.now })
}
