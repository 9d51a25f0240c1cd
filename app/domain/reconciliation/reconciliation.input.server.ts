import { z } from 'zod'
import { DAY_MS } from '#app/domain/kernel/calendar.ts'
import { cursor, day } from '#app/domain/kernel/list-filter.input.server.ts'
import { FuelQuestion, OperationId } from '#app/domain/pump-operations/pump-operations.input.server.ts'

/** A week of night and day: what is longer is no shift. */
const MAX_SHIFT_MS = 7 * DAY_MS
export const MAX_TOTALS = 50
/** As many as a request of 64 KB holds. */
export const MAX_OPERATIONS = 600
const MAX_COUNT = 100_000
/** A station's in a week. */
const MAX_VOLUME = 5_000_000_000

const { station, product } = FuelQuestion.shape
const count = z.number().int().nonnegative().max(MAX_COUNT)
const millilitres = z.number().int().nonnegative().max(MAX_VOLUME)

/** A shift that a station's system has closed. */
export const NewStationShift = z
  .object({
    /** The system's own. */
    shiftId: OperationId,
    station,
    openedAt: z.date(),
    closedAt: z.date(),
    totals: z
      .array(
        z.object({
          product,
          instrument: z.enum(['card', 'coupon']),
          operations: count,
          volume: millilitres,
        }),
      )
      .max(MAX_TOTALS),
    operations: z
      .array(z.object({ operationId: OperationId, volume: millilitres }))
      .max(MAX_OPERATIONS)
      .optional(),
    metered: z
      .array(z.object({ product, volume: millilitres }))
      .max(MAX_TOTALS)
      .optional(),
  })
  .refine(({ openedAt, closedAt }) => lasts(openedAt, closedAt), {
    error: 'invalid',
    path: ['closedAt'],
  })
export type NewStationShift = z.output<typeof NewStationShift>

export function lasts(openedAt: Date, closedAt: Date): boolean {
  const time = closedAt.getTime() - openedAt.getTime()
  return time > 0 && time <= MAX_SHIFT_MS
}

/** `from` and `to`: days on which a shift was opened, inclusive. */
export const StationShiftFilter = z.object({
  station: station.optional().catch(undefined),
  from: day,
  to: day,
  cursor,
})
export type StationShiftFilter = z.output<typeof StationShiftFilter>
