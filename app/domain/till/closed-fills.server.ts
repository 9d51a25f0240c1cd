import { record } from '#app/domain/audit/audit.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { readReversible, takeBackRemaining } from '#app/domain/pump-operations/late-reversals.server.ts'
import { type ShiftRow, selectShift } from '#db/queries/till/shifts.ts'
import { fillInShift } from './selling.server.ts'
import type { TakeBack } from './till.input.server.ts'
import type { Fill } from './till.ts'

/** For staff: a fill of a closed shift. @throws DomainError not_found, operation_unknown */
export async function findClosedFill(ctx: Context, shiftId: number, id: number): Promise<Fill> {
  requireRight(ctx, 'take_back_fills')
  return fillInShift(ctx, requireClosed(await selectShift(ctx.db, shiftId)), id)
}

/**
 * For staff: a fill of a closed shift of which something can be taken back.
 * @throws DomainError not_found, operation_unknown, operation_not_completed
 */
export async function findTakeable(
  ctx: Context,
  shiftId: number,
  id: number,
): Promise<{ fill: Fill; volume: number; amount: number | null }> {
  const fill = await findClosedFill(ctx, shiftId, id)
  return { fill, ...((await readReversible(ctx, id)) ?? reject('operation_not_completed')) }
}

/**
 * Staff take a fill back whole that its cashier cannot undo any more. The figures with which the shift was closed stay; the
 * reversal stands beside them.
 * @throws DomainError not_found, operation_unknown, operation_not_completed, charge_changed
 */
export function takeBackFill(
  ctx: Context,
  shiftId: number,
  id: number,
  { volume, reason }: TakeBack,
): Promise<void> {
  requireRight(ctx, 'take_back_fills')
  return transact(ctx, async (ctx) => {
    // First the shift, then its operation, as a till locks them.
    const shift = requireClosed(await selectShift(ctx.db, shiftId, { lock: true }))
    const of = { id, shiftId: shift.id }
    const { companyId, ...taken } = await takeBackRemaining(ctx, of, { expected: volume, reason })
    const subject = { kind: 'shift' as const, id: shift.id, companyId }
    await record(ctx, 'shift.fill_taken_back', subject, {
      ...{ station: shift.station_code, operation: taken.operationId, reason },
      ...{ chargedVolume: -volume, chargedAmount: taken.amount === null ? null : -taken.amount },
    })
  })
}

function requireClosed(shift: ShiftRow | undefined): ShiftRow {
  return shift && (shift.open_user_id === null || shift.is_over === 1) ? shift : reject('not_found')
}
