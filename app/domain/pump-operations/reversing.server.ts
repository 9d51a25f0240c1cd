import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { type OperationRow, updateAuthorization } from '#db/queries/pump-operations/operations.ts'
import { insertReversal, type ReversalRow, selectReversals } from '#db/queries/pump-operations/reversals.ts'
import { bookReturn, chargeFor, giveBackToCoupon } from './booking.server.ts'
import { thingOf } from './completing.server.ts'
import { recordReversal } from './operation-events.server.ts'
import type { Reversal } from './pump-operations.input.server.ts'

/** Where the sender names none, an operation has one reversal. */
const ONLY_REVERSAL = 'reversal'

/** Less was dispensed than was told at first: what is left then, by the contract as if it had been told so at once. */
export interface Lessening {
  reason: string
  /** Millilitres that stay dispensed. */
  leaves: number
}

/**
 * Takes back litres of a completed operation, which stays as it is. The row is locked.
 * @returns whether it was reversed so before
 * @throws DomainError operation_not_completed, operation_differs, reversal_too_large
 */
export async function reverse(ctx: Context, row: OperationRow, input: Reversal): Promise<boolean> {
  if (row.status !== 'completed') reject('operation_not_completed')
  const reversalId = input.reversalId ?? ONLY_REVERSAL
  const earlier = await selectReversals(ctx.db, row.id)
  const known = earlier.find(({ reversal_id }) => reversal_id === reversalId)
  if (known) {
    if (isOther(known, input)) reject('operation_differs')
    return true
  }
  const left = (row.billed ?? 0) - sumOf(earlier, 'volume')
  const volume = input.volume ?? left
  if (volume > left || volume <= 0) reject('reversal_too_large')
  await takeBack(ctx, row, { ...input, reversalId, volume, earlier, lapses: false })
  return false
}

/**
 * The same down to a figure; of several at once the least counts. The row is locked.
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
  const lapses = leaves > 0
  const reversalId = `left-${leaves}`
  await takeBack(ctx, row, { reason, reversalId, volume: left - leaves, earlier, lapses })
  return false
}

interface TakenBack {
  reason: string
  reversalId: string
  volume: number
  earlier: readonly ReversalRow[]
  /** What a fill leaves on a coupon that is used as a whole lapses. */
  lapses: boolean
}

async function takeBack(
  ctx: Context,
  row: OperationRow,
  { reason, reversalId, volume, earlier, lapses }: TakenBack,
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
  await giveBack(ctx, row, { id, volume, charged, isWhole, lapses })
  await recordReversal(ctx, row.id, row)
}

function isOther({ volume, reason, is_whole: isWhole }: ReversalRow, input: Reversal): boolean {
  const isSameVolume = input.volume === undefined ? isWhole === 1 : input.volume === volume
  return !isSameVolume || input.reason !== reason
}

function sumOf(rows: readonly ReversalRow[], column: 'volume' | 'charged'): number {
  return rows.reduce((sum, row) => sum + (row[column] ?? 0), 0)
}

/** The last one takes what is left, so that nothing is lost by rounding. */
function chargedFor(row: OperationRow, earlier: readonly ReversalRow[], volume: number, isWhole: boolean) {
  const left = (row.charged ?? 0) - sumOf(earlier, 'charged')
  return isWhole ? left : Math.min(left, chargeFor(volume, row.price) ?? 0)
}

/** What lapsed with a fill comes back when all of the fill does. */
async function giveBack(
  ctx: Context,
  row: OperationRow,
  {
    id,
    volume,
    charged,
    isWhole,
    lapses,
  }: { id: number; volume: number; charged: number | null; isWhole: boolean; lapses: boolean },
): Promise<void> {
  const thing = await thingOf(ctx, row)
  if (!thing || row.product === null)
    throw new Error(`operation ${row.id} was billed without a card or coupon`)
  if (thing.kind === 'coupon') {
    const remainder = row.remainder_becomes === 'lapsed' ? (row.remainder ?? 0) : 0
    const lapsesNow = lapses && thing.row.divisible === 0
    const lapsed = lapsesNow ? -volume : isWhole ? remainder : 0
    await giveBackToCoupon(ctx, thing.row, { volume, lapsed })
    if (lapsesNow)
      await updateAuthorization(ctx.db, row.id, {
        remainder: remainder + volume,
        remainder_becomes: 'lapsed',
      })
  }
  await bookReturn(ctx, thing, {
    authorizationId: row.id,
    operationId: `${row.operation_id}/${id}`,
    fillId: row.fill_id,
    volume: -volume,
    charged: charged === null ? null : -charged,
    price: row.price,
    product: row.product,
    station: row.station_code,
    pos: row.pos,
    receipt: row.receipt,
    occurredAt: ctx.now,
  })
}
