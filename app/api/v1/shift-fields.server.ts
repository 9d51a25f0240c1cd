import { z } from 'zod'
import type { Reconciliation } from '#app/domain/reconciliation/closing.server.ts'
import { differenceKinds } from '#app/domain/reconciliation/reconciliation.ts'
import { millilitres, product, time, timeOf, timeOrNull } from './schemas.server.ts'

const instrument = z.enum(['card', 'coupon'])

const Side = z
  .object({ operations: z.int(), volume_ml: millilitres })
  .nullable()
  .describe('Null: this side knows nothing of it')

/** A closed shift beside the cabinet's own operations. */
export const StationShift = z
  .object({
    shift_id: z.string(),
    station: z.string(),
    opened_at: time,
    closed_at: time,
    agrees: z.boolean().describe('Nothing differs, and nothing is open'),
    differences: z.array(
      z.object({
        kind: z.enum(differenceKinds).describe('More kinds may be added'),
        operation_id: z.string().nullable().describe('Null: a total'),
        product: product.nullable(),
        instrument: instrument.nullable(),
        cabinet: Side,
        station: Side,
      }),
    ),
    open: z
      .array(z.object({ operation_id: z.string(), volume_ml: millilitres, expires_at: time.nullable() }))
      .describe('Held, and nobody has said whether the fuel flowed: complete or void each'),
  })
  .meta({ id: 'Shift' })

export function shiftOf({
  shift,
  differences,
  open,
}: Omit<Reconciliation, 'isReplay'>): z.input<typeof StationShift> {
  const side = (figures: { operations: number; volume: number } | null) =>
    figures && { operations: figures.operations, volume_ml: figures.volume }
  return {
    shift_id: shift.shift_id,
    station: shift.station_code,
    opened_at: timeOf(shift.opened_at),
    closed_at: timeOf(shift.closed_at),
    agrees: differences.length === 0 && open.length === 0,
    differences: differences.map(({ kind, operationId, product, instrument, ours, theirs }) => ({
      ...{ kind, operation_id: operationId, product, instrument },
      cabinet: side(ours),
      station: side(theirs),
    })),
    open: open.map(({ operationId, volume, expiresAt }) => ({
      ...{ operation_id: operationId, volume_ml: volume, expires_at: timeOrNull(expiresAt) },
    })),
  }
}
