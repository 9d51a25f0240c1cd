import { randomInt } from 'node:crypto'
import { record } from '#app/domain/audit/audit.server.ts'
import type { Context, IntegrationActor } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { checkRateLimit, countHit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import { selectOperationById, updateAuthorization } from '#db/queries/pump-operations/operations.ts'
import {
  insertPhoneAuthorization,
  selectPhoneAuthorizationByCode,
  updatePhoneAuthorizationUsed,
} from '#db/queries/pump-operations/phone-authorizations.ts'
import type { Presented } from './pump-operations.input.server.ts'

/** A working day: the line is mended by then, or support writes the litres down itself. */
const PHONE_CODE_HOURS = 12
const CODE_DIGITS = 8
const MAX_TRIES = 5

interface NewPhoneAuthorization {
  authorization_id: number
  station_code: string
  user_id: number
}

/** Keeps what was asked by telephone; of what is held with a code, of which only the HMAC is stored. */
export async function keepPhoneAuthorization(
  ctx: Context,
  row: NewPhoneAuthorization,
  isHeld: boolean,
): Promise<{ id: number; code: string | null }> {
  for (let attempt = 1; ; attempt++) {
    const code = isHeld ? String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0') : null
    const code_mac = code === null ? null : ctx.keyring.hmac('phone_code', code)
    try {
      const id = await insertPhoneAuthorization(ctx.db, { ...row, code_mac }, PHONE_CODE_HOURS * 3_600)
      return { id, code }
    } catch (error) {
      if (!isDuplicateKey(error) || attempt >= MAX_TRIES) throw error
    }
  }
}

/** Codes that are none count against who enters them. @throws DomainError too_many_requests */
export async function countingCodes<Result>(asker: Context, enter: () => Promise<Result>): Promise<Result> {
  await checkRateLimit(asker, 'phone_code_miss')
  try {
    return await enter()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'phone_code_wrong')
      await countHit(asker, 'phone_code_miss')
    throw error
  }
}

/**
 * Makes what support holds the operation of who enters its code, so that it is completed like any other. Once: the same
 * operation again is a repeat.
 * @throws DomainError phone_code_wrong, phone_code_over, operation_differs
 */
export async function takePhoneHold(
  ctx: Context,
  integration: IntegrationActor,
  asked: { operationId: string; code: string; station: string; instrument: Presented | undefined },
): Promise<void> {
  const { integrationId, companyId, isTest, shiftId } = integration
  const { operationId, code, station, instrument } = asked
  const macs = ctx.keyring.hmacAll('phone_code', code)
  const found = await selectPhoneAuthorizationByCode(ctx.db, station, macs)
  if (!found || isTest || companyId !== null) return wrong()
  const hold = (await selectOperationById(ctx.db, found.authorization_id, true)) ?? wrong()
  if (instrument && instrument.by !== 'qr' && instrument.number !== (hold.card_number ?? hold.coupon_number))
    wrong()
  if (found.used_at !== null) {
    const isRepeat = hold.integration_id === integrationId && hold.operation_id === operationId
    return isRepeat ? undefined : reject('phone_code_over', { field: 'phoneCode' })
  }
  if (found.is_over === 1) reject('phone_code_over', { field: 'phoneCode' })
  const shift = shiftId === undefined ? {} : { shift_id: shiftId }
  try {
    const owner = { integration_id: integrationId, operation_id: operationId, ...shift }
    await updateAuthorization(ctx.db, hold.id, owner)
  } catch (error) {
    if (isDuplicateKey(error)) return reject('operation_differs')
    throw error
  }
  await updatePhoneAuthorizationUsed(ctx.db, found.id)
  await record(ctx, 'phone.code_used', { kind: 'phone', id: found.id }, { station })
}

function wrong(): never {
  return reject('phone_code_wrong', { field: 'phoneCode' })
}
