import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { hasClosedShiftAt } from '#db/queries/pump-operations/closed-shifts.ts'
import type { PresentedCouponRow } from '#db/queries/pump-operations/instruments.ts'
import {
  type OperationRow,
  selectOperation,
  updateAuthorization,
} from '#db/queries/pump-operations/operations.ts'
import { insertReversal, type ReversalRow, selectReversals } from '#db/queries/pump-operations/reversals.ts'
import { becomesOf, bookReturn, chargeFor, giveBackToCoupon } from './booking.server.ts'
import { thingOf } from './completing.server.ts'
import { recordReversal } from './operation-events.server.ts'
import type { Reversal } from './pump-operations.input.server.ts'
import { recordDiscrepancy } from './recorded-discrepancies.server.ts'
import { returnRemainder, undoRemainderReturn } from './remainders.server.ts'

/** Where the sender names none, an operation has one reversal. */
const ONLY_REVERSAL = 'reversal'

/** Less was dispensed than was told at first: what is left then, by the contract as if it had been told so at once. */
export interface Lessening {
  reason: string
  /** Millilitres that stay dispensed. */
  leaves: number
}

/**
 * Takes back litres of a completed operation, which stays as it is. The row is locked. Once its shift is closed only staff
 * take back: they are told.
 * @returns `repeated`: it was reversed so before
 * @throws DomainError operation_not_completed, operation_differs, reversal_too_large
 */
export async function reverse(
  ctx: Context,
  row: OperationRow,
  input: Reversal,
): Promise<'reversed' | 'repeated' | 'shift_closed'> {
  if (row.status !== 'completed') reject('operation_not_completed')
  const reversalId = input.reversalId ?? ONLY_REVERSAL
  const earlier = await selectReversals(ctx.db, row.id)
  const known = earlier.find(({ reversal_id }) => reversal_id === reversalId)
  if (known) {
    if (isOther(known, input)) reject('operation_differs')
    return 'repeated'
  }
  const left = (row.billed ?? 0) - sumOf(earlier, 'volume')
  const volume = input.volume ?? left
  if (volume > left || volume <= 0) reject('reversal_too_large')
  if (await isShiftClosed(ctx, row)) {
    await tellStaff(ctx, row, { ...input, reversalId, volume, left })
    return 'shift_closed'
  }
  await takeBack(ctx, row, { ...input, reversalId, volume, earlier, isLessening: false })
  return 'reversed'
}

/** What a redemption puts right was taken back first, or its fuel would be paid twice. */
export async function requireReversed(
  ctx: Context,
  integrationId: number,
  operationId: string,
): Promise<void> {
  const row = await selectOperation(ctx.db, integrationId, operationId)
  if (!row) reject('operation_unknown', { field: 'replaces' })
  if (Number(row.reversed) <= 0) reject('operation_not_reversed', { field: 'replaces' })
}

function isShiftClosed(ctx: Context, row: OperationRow): Promise<boolean> {
  const { integration_id: integrationId, station_code: station } = row
  const at = row.occurred_at ?? row.completed_at ?? row.created_at
  return hasClosedShiftAt(ctx.db, { integrationId, station, at })
}

async function tellStaff(
  ctx: Context,
  row: OperationRow,
  { reversalId, reason, volume, left }: { reversalId: string; reason: string; volume: number; left: number },
): Promise<void> {
  await recordDiscrepancy(ctx, {
    kind: 'reversal_after_close',
    authorizationId: row.id,
    companyId: row.company_id,
    station: row.station_code,
    ours: { volume: row.dispensed, billed: left, charged: row.charged },
    theirs: { takenBack: volume, reason, reversal: reversalId },
  })
}

/**
 * Takes litres back down to a figure; of several at once the least counts. The row is locked.
 * @returns whether no more than that was left before
 * @throws DomainError operation_not_completed, invalid
 */
export async function lessen(
  ctx: Context,
  row: OperationRow,
  { leaves, reason }: Lessening,
): Promise<boolean> {
  if (row.status !== 'completed') reject('operation_not_completed')
  const earlier = await selectReversals(ctx.db, row.id)
  const left = (row.billed ?? 0) - sumOf(earlier, 'volume')
  if (leaves === left && earlier.length > 0) return true
  if (leaves >= left) reject('invalid', { field: 'volume' })
  const isLessening = leaves > 0
  const reversalId = `left-${leaves}`
  await takeBack(ctx, row, { reason, reversalId, volume: left - leaves, earlier, isLessening })
  return false
}

interface TakenBack {
  reason: string
  reversalId: string
  /** Millilitres. */
  volume: number
  earlier: readonly ReversalRow[]
  /** It was less from the beginning, so that what it leaves is a remainder of its coupon. */
  isLessening: boolean
}

/** A step of whoever decides that it is taken back. The row is locked. */
export async function takeBack(
  ctx: Context,
  row: OperationRow,
  { reason, reversalId, volume, earlier, isLessening }: TakenBack,
): Promise<void> {
  const isWhole = volume === (row.billed ?? 0) - sumOf(earlier, 'volume')
  const charged = row.charged === null ? null : chargedFor(row, earlier, volume, isWhole)
  const id = await insertReversal(ctx.db, {
    authorization_id: row.id,
    reversal_id: reversalId,
    is_whole: isWhole ? 1 : 0,
    ...{ volume, charged },
    reason,
  })
  const thing = await thingOf(ctx, row)
  if (!thing || row.product === null)
    throw new Error(`operation ${row.id} was billed without a card or coupon`)
  const { product } = row
  const step = `${row.operation_id}/${id}`
  if (thing.kind === 'coupon') await giveBack(ctx, row, thing.row, { step, volume, isWhole, isLessening })
  if (isWhole) await updateAuthorization(ctx.db, row.id, { remainder: null, remainder_becomes: null })
  await bookReturn(ctx, thing, {
    authorizationId: row.id,
    operationId: step,
    fillId: row.fill_id,
    volume: -volume,
    charged: charged === null ? null : -charged,
    ...{ price: row.price, product, station: row.station_code, pos: row.pos, receipt: row.receipt },
    occurredAt: ctx.now,
  })
  await recordReversal(ctx, row.id, row)
}

function isOther({ volume, reason, is_whole: isWhole }: ReversalRow, input: Reversal): boolean {
  const isSameVolume = input.volume === undefined ? isWhole === 1 : input.volume === volume
  return !isSameVolume || input.reason !== reason
}

export function sumOf(rows: readonly ReversalRow[], column: 'volume' | 'charged'): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)
}

/** The last one takes what is left, so that nothing is lost by rounding. */
export function chargedFor(
  row: OperationRow,
  earlier: readonly ReversalRow[],
  volume: number,
  isWhole: boolean,
) {
  const left = (row.charged ?? 0) - sumOf(earlier, 'charged')
  return isWhole ? left : Math.min(left, chargeFor(volume, row.price) ?? 0)
}

interface Step {
  step: string
  isWhole: boolean
}

/**
 * What lapsed or went to the client with a fill comes back when all of the fill does. What a lessened fill leaves becomes what
 * it would have become at once, and a second time what it became the first time.
 */
async function giveBack(
  ctx: Context,
  row: OperationRow,
  coupon: PresentedCouponRow,
  { step, volume, isWhole, isLessening }: Pick<TakenBack, 'volume' | 'isLessening'> & Step,
): Promise<void> {
  const became = row.remainder_becomes === 'kept' ? null : row.remainder_becomes
  const becomes = isLessening ? (became ?? becomesOf(coupon)) : became
  if (becomes === null || becomes === 'kept') return giveBackToCoupon(ctx, coupon, { volume })
  const before = became === null ? 0 : (row.remainder ?? 0)
  const operation = { authorizationId: row.id, step, station: row.station_code, price: row.price }
  await giveBackToCoupon(ctx, coupon, {
    volume,
    [becomes]: isLessening ? -volume : isWhole ? before : 0,
  })
  if (isLessening) {
    if (becomes === 'returned')
      await returnRemainder(ctx, coupon, { ...operation, volume, occurredAt: ctx.now })
    await updateAuthorization(ctx.db, row.id, { remainder: before + volume, remainder_becomes: becomes })
  } else if (isWhole && becomes === 'returned') {
    await undoRemainderReturn(ctx, coupon, { ...operation, volume: before })
  }
}
