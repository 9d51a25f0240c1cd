import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { aboveNorm, consumptionOf } from '#app/domain/vehicles/consumption.ts'
import type { Reading, VehicleUse } from '#app/domain/vehicles/readings.server.ts'
import type { ReadingView, UseView } from './vehicle-view.ts'

/** Older ones are on the list of transactions. */
const MAX_STRETCHES = 12

export function vehicleUseView(
  { readings, stretches, consumption }: VehicleUse,
  norm: number | null,
): UseView {
  return {
    readings: readings.map(readingView),
    stretches: stretches.slice(0, MAX_STRETCHES).map((stretch) => ({
      from: almatyWallClock(stretch.from),
      until: almatyWallClock(stretch.until),
      km: stretch.km,
      volume: stretch.volume,
      per100: consumptionOf([stretch]) ?? 0,
    })),
    consumption,
    norm,
    aboveNorm: aboveNorm(consumption, norm),
  }
}

export function readingView(reading: Reading): ReadingView {
  const { id, km, source, transaction_id: transactionId } = reading
  return {
    ...{ id, km, source },
    at: almatyWallClock(reading.read_at),
    isFull: reading.is_full === 1,
    isUnlikely: reading.is_unlikely === 1,
    href: transactionId === null ? null : `/transactions/${transactionId}`,
  }
}
