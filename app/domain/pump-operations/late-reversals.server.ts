import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { DiscrepancyRow } from '#db/queries/discrepancies/discrepancies.ts'
import { type OperationRow, selectOperationById } from '#db/queries/pump-operations/operations.ts'
import { type ReversalRow, selectReversals } from '#db/queries/pump-operations/reversals.ts'
import { figuresIn } from './recorded-discrepancies.server.ts'
import { chargedFor, sumOf, takeBack } from './reversing.server.ts'

/** What can be taken back where a shift was closed already; null: no more of it. */
export async function readLateReversal(
  ctx: Context,
  { authorization_id: id, theirs }: LateReversal,
  lock = false,
): Promise<{ row: OperationRow; earlier: ReversalRow[]; volume: number; amount: number | null } | null> {
  const row = id === null ? undefined : await selectOperationById(ctx.db, id, lock)
  const { takenBack: volume } = figuresIn(theirs)
  if (row?.status !== 'completed' || typeof volume !== 'number') return null
  const earlier = await selectReversals(ctx.db, row.id)
  const left = (row.billed ?? 0) - sumOf(earlier, 'volume')
  if (volume > left) return null
  const amount = row.charged === null ? null : chargedFor(row, earlier, volume, volume === left)
  return { row, earlier, volume, amount }
}

type LateReversal = Pick<DiscrepancyRow, 'id' | 'authorization_id' | 'theirs'>

/**
 * What staff decide on a reversal that came after the close, in the caller's transaction.
 * @param expected millilitres that the person saw
 * @throws DomainError charge_changed
 */
export async function takeBackLate(
  ctx: Context,
  discrepancy: LateReversal,
  expected: number,
): Promise<{ volume: number; amount: number | null }> {
  const found = await readLateReversal(ctx, discrepancy, true)
  if (found?.volume !== expected) reject('charge_changed')
  const { row, earlier, volume, amount } = found
  const { reason, reversal } = figuresIn(discrepancy.theirs)
  const taken = { reversalId: String(reversal), reason: String(reason), volume, earlier, isLessening: false }
  // Its own id may have been taken meanwhile by another reversal.
  const isFree = !earlier.some(({ reversal_id }) => reversal_id === taken.reversalId)
  await takeBack(ctx, row, isFree ? taken : { ...taken, reversalId: `discrepancy-${discrepancy.id}` })
  return { volume, amount }
}

/** What is left of a completed operation and can be taken back; null: nothing. */
export async function readReversible(
  ctx: Context,
  id: number,
): Promise<{ volume: number; amount: number | null } | null> {
  const row = (await selectOperationById(ctx.db, id)) ?? reject('operation_unknown')
  return reversibleOf(row, await selectReversals(ctx.db, id))
}

export interface TakenBackFill {
  volume: number
  amount: number | null
  operationId: string
  companyId: number | null
}

/**
 * A step of staff's decision: all that is left of an operation of a till's shift, which is locked.
 * @param expected millilitres that the person saw
 * @throws DomainError operation_unknown, operation_not_completed, charge_changed
 */
export async function takeBackRemaining(
  ctx: Context,
  { id, shiftId }: { id: number; shiftId: number },
  { expected, reason }: { expected: number; reason: string },
): Promise<TakenBackFill> {
  const row = await selectOperationById(ctx.db, id, true)
  if (row?.shift_id !== shiftId) reject('operation_unknown')
  const earlier = await selectReversals(ctx.db, id)
  const left = reversibleOf(row, earlier) ?? reject('operation_not_completed')
  if (left.volume !== expected) reject('charge_changed')
  const reversalId = `staff-${earlier.length + 1}`
  await takeBack(ctx, row, { reason, reversalId, volume: expected, earlier, isLessening: false })
  return { ...left, operationId: row.operation_id, companyId: row.company_id }
}

function reversibleOf(row: OperationRow, earlier: readonly ReversalRow[]) {
  const volume = row.status === 'completed' ? (row.billed ?? 0) - sumOf(earlier, 'volume') : 0
  if (volume <= 0) return null
  return { volume, amount: row.charged === null ? null : chargedFor(row, earlier, volume, true) }
}
