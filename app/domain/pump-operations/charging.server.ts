import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { DiscrepancyRow } from '#db/queries/discrepancies/discrepancies.ts'
import {
  type OperationRow,
  selectOperationById,
  updateAuthorization,
} from '#db/queries/pump-operations/operations.ts'
import { bookFuel, chargeFor, freeOf, remainderAfter } from './booking.server.ts'
import { thingOf } from './completing.server.ts'
import type { DiscrepancyKind } from './operation.ts'
import type { Thing } from './presented.server.ts'
import { figuresIn } from './recorded-discrepancies.server.ts'

/** Fuel that was dispensed and counted against nobody; of the other kinds, either all was, or other figures are asked. */
const CHARGEABLE: readonly DiscrepancyKind[] = [
  'more_than_held',
  'litres_gone',
  'completed_twice',
  'completed_after_decline',
  'completed_after_void',
  'not_approved',
]

/** What a client can be charged for when staff decide so. */
export interface Chargeable {
  /** Millilitres: of a coupon no more than it has. */
  volume: number
  /** Tiyn at the client's price; null where none is known. */
  amount: number | null
}

type Discrepancy = Pick<DiscrepancyRow, 'id' | 'kind' | 'authorization_id' | 'theirs'>

/** Null: nothing. */
export async function readChargeable(ctx: Context, discrepancy: Discrepancy): Promise<Chargeable | null> {
  return (await findCharge(ctx, discrepancy, { lock: false }))?.chargeable ?? null
}

/**
 * Counts the litres against the card or coupon, in the caller's transaction: a transaction of its own at the time of
 * the fuel, with all sums.
 * @param expected millilitres that the person saw
 * @throws DomainError charge_changed
 */
export async function chargeClient(
  ctx: Context,
  discrepancy: Discrepancy,
  expected: number,
): Promise<Chargeable> {
  const charge = await findCharge(ctx, discrepancy, { lock: true })
  if (charge?.chargeable.volume !== expected) reject('charge_changed')
  const { row, thing, product, chargeable } = charge
  const { volume, amount } = chargeable
  const booked = await bookFuel(ctx, thing, {
    ...{
      authorizationId: row.id,
      operationId: `${row.operation_id}/e${discrepancy.id}`,
      fillId: row.fill_id,
    },
    ...{ volume, charged: amount, price: row.price, product },
    ...{ station: row.station_code, pos: row.pos, receipt: row.receipt },
    occurredAt: row.occurred_at ?? ctx.now,
    became: row.remainder_becomes,
  })
  await updateAuthorization(ctx.db, row.id, {
    billed: (row.billed ?? 0) + volume,
    charged: amount === null ? row.charged : (row.charged ?? 0) + amount,
    ...remainderAfter(row, booked),
  })
  return chargeable
}

interface Charge {
  row: OperationRow
  thing: Thing
  product: string
  chargeable: Chargeable
}

async function findCharge(
  ctx: Context,
  { kind, authorization_id: authorizationId, theirs }: Discrepancy,
  { lock }: { lock: boolean },
): Promise<Charge | null> {
  if (authorizationId === null || !CHARGEABLE.some((known) => known === kind)) return null
  const row = await selectOperationById(ctx.db, authorizationId, lock)
  const reported = figuresIn(theirs).volume
  if (row?.status !== 'completed' || row.product === null || typeof reported !== 'number') return null
  const thing = await thingOf(ctx, row, { lock })
  if (!thing) return null
  const owed = reported - (row.billed ?? 0)
  const volume =
    thing.kind === 'card' ? owed : Math.min(owed, thing.row.open === 1 ? freeOf(thing.row, row.id) : 0)
  if (volume <= 0) return null
  return { row, thing, product: row.product, chargeable: { volume, amount: chargeFor(volume, row.price) } }
}
