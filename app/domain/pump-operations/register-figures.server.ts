import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { DiscrepancyRow } from '#db/queries/discrepancies/discrepancies.ts'
import {
  type OperationRow,
  selectOperationById,
  updateAuthorization,
} from '#db/queries/pump-operations/operations.ts'
import { selectReversals, sumTransactionsOf } from '#db/queries/pump-operations/reversals.ts'
import {
  type Booking,
  bookFuel,
  bookReturn,
  chargeFor,
  freeOf,
  giveBackToCoupon,
  remainderAfter,
} from './booking.server.ts'
import { thingOf } from './completing.server.ts'
import type { Thing } from './presented.server.ts'
import { figuresIn } from './recorded-discrepancies.server.ts'

type Discrepancy = Pick<DiscrepancyRow, 'id' | 'kind' | 'authorization_id' | 'theirs'>

/** What an operation has cost the client in the end. */
export interface FinalFigures {
  /** Millilitres. */
  volume: number
  /** Tiyn; null where no price is known. */
  amount: number | null
}

/** What would count if the register is right; null: nothing would change, or the register says nothing to count. */
export async function readRegisterFigures(
  ctx: Context,
  discrepancy: Discrepancy,
): Promise<FinalFigures | null> {
  return (await findCorrection(ctx, discrepancy, { lock: false }))?.to ?? null
}

/**
 * What the register says takes the place of what the pump said, in the caller's transaction: corrections at the time of the
 * fuel, with the card's limits and wallet, the coupon's litres and all sums. Reversals in between are taken into account.
 * @param expected millilitres that the person saw
 * @throws DomainError charge_changed
 */
export async function takeRegisterFigures(
  ctx: Context,
  discrepancy: Discrepancy,
  expected: number,
): Promise<FinalFigures> {
  const correction = await findCorrection(ctx, discrepancy, { lock: true })
  if (correction?.to.volume !== expected) reject('charge_changed')
  const { row, thing, from, to, before, product } = correction
  const operationId = `${row.operation_id}/e${discrepancy.id}`
  if (product === before) {
    await correct(ctx, row, thing, { operationId, product, ...differenceOf(from, to) })
  } else {
    await correct(ctx, row, thing, { operationId, product: before, ...differenceOf(from, NOTHING) })
    const again = (await thingOf(ctx, row)) ?? reject('unexpected')
    await correct(ctx, row, again, { operationId, product, ...differenceOf(NOTHING, to) })
  }
  const reversals = await selectReversals(ctx.db, row.id)
  await updateAuthorization(ctx.db, row.id, {
    billed: to.volume + reversals.reduce((sum, { volume }) => sum + volume, 0),
    charged:
      to.amount === null
        ? row.charged
        : to.amount + reversals.reduce((sum, { charged }) => sum + (charged ?? 0), 0),
    product,
  })
  return to
}

const NOTHING = { volume: 0, amount: 0 }

interface Correction {
  row: OperationRow
  thing: Thing
  /** What counts now, and of which product. */
  from: { volume: number; amount: number }
  before: string
  to: FinalFigures
  product: string
}

async function findCorrection(
  ctx: Context,
  { kind, authorization_id: authorizationId, theirs }: Discrepancy,
  { lock }: { lock: boolean },
): Promise<Correction | null> {
  if (authorizationId === null || kind !== 'register_differs') return null
  const row = await selectOperationById(ctx.db, authorizationId, lock)
  const told = figuresIn(theirs)
  if (row?.status !== 'completed' || row.product === null) return null
  if (typeof told.volume !== 'number' || told.volume <= 0) return null
  const thing = await thingOf(ctx, row, { lock })
  if (!thing) return null
  const from = await sumTransactionsOf(ctx.db, row.id)
  const to = finalFigures(row, thing, from.volume, { ...told, volume: told.volume })
  const product = typeof told.product === 'string' ? told.product : row.product
  const isSame =
    to.volume === from.volume && (to.amount ?? from.amount) === from.amount && product === row.product
  return isSame ? null : { row, thing, from, before: row.product, to, product }
}

/** Of a coupon no more than it has, at the price at which it was bought. */
function finalFigures(
  row: OperationRow,
  thing: Thing,
  counted: number,
  told: { volume: number; amount?: string | number | null },
): FinalFigures {
  if (thing.kind === 'card') {
    const amount = typeof told.amount === 'number' ? told.amount : chargeFor(told.volume, row.price)
    return { volume: told.volume, amount }
  }
  const volume = Math.min(told.volume, counted + freeOf(thing.row, row.id))
  return { volume, amount: chargeFor(volume, row.price) }
}

function differenceOf(
  from: { volume: number; amount: number },
  to: FinalFigures,
): Pick<Booking, 'volume' | 'charged'> {
  return {
    volume: to.volume - from.volume,
    charged: to.amount === null ? null : to.amount - from.amount,
  }
}

async function correct(
  ctx: Context,
  row: OperationRow,
  thing: Thing,
  difference: Pick<Booking, 'volume' | 'charged' | 'operationId' | 'product'>,
): Promise<void> {
  const { volume } = difference
  const booking: Booking = {
    ...difference,
    ...{ authorizationId: row.id, fillId: row.fill_id, price: row.price, isCorrection: true },
    ...{ station: row.station_code, pos: row.pos, receipt: row.receipt },
    occurredAt: row.occurred_at ?? ctx.now,
  }
  if (volume > 0) {
    const booked = await bookFuel(ctx, thing, { ...booking, became: row.remainder_becomes })
    await updateAuthorization(ctx.db, row.id, remainderAfter(row, booked))
    return
  }
  if (thing.kind === 'coupon' && volume < 0) await giveBackToCoupon(ctx, thing.row, { volume: -volume })
  await bookReturn(ctx, thing, booking)
}
