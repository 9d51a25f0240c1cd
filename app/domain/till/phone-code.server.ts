import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { countingCodes } from '#app/domain/pump-operations/phone-codes.server.ts'
import { completeAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { selectShiftOperationId } from '#db/queries/till/shifts.ts'
import { requireOwnShift } from './own-shift.server.ts'
import { askingFrom, fillInShift } from './selling.server.ts'
import type { PhoneCodeFill } from './till.input.server.ts'
import type { Fill } from './till.ts'

/**
 * Writes down what was dispensed under a code that support read out, in the shift in which it is entered. The same code
 * again shows the same fill.
 * @throws DomainError shift_not_open, shift_locked, too_many_requests, phone_code_wrong, phone_code_over
 */
export async function completeByPhoneCode(
  ctx: Context,
  device: string | undefined,
  { phoneCode, volume }: PhoneCodeFill,
): Promise<Fill> {
  const shift = await requireOwnShift(ctx, device)
  const station = shift.station_code
  const mac = ctx.keyring.hmac('phone_code', `${shift.id}|${phoneCode}`)
  const operationId = `till-${mac.toString('base64url').slice(0, 22)}`
  const earlier = await selectShiftOperationId(ctx.db, shift.id, operationId)
  if (earlier) return fillInShift(ctx, shift, earlier)
  const asking = await askingFrom(ctx, shift)
  const phone = { code: phoneCode, station }
  await countingCodes(ctx, () => completeAuthorization(asking, operationId, { volume, phone }))
  const id = await selectShiftOperationId(ctx.db, shift.id, operationId)
  return fillInShift(ctx, shift, id ?? reject('unexpected'))
}
