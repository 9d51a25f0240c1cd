import { maskedNumber } from '#app/domain/cards/cards.ts'
import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  deleteSuspicion,
  type InstrumentRef,
  insertSuspicion,
  selectSuspectForUpdate,
} from '#db/queries/signals/suspicions.ts'
import type { SetSuspicion } from './suspicions.input.server.ts'

/**
 * While staff suspect a card or a coupon, stations decline it from the next request on (`suspected_fraud`) and no QR code of it
 * is shown. What is held already may still be completed. Marking twice keeps the first reason.
 * @throws DomainError card_not_found, coupon_not_found
 */
export function setSuspicion(
  ctx: Context,
  companyId: CompanyId,
  instrument: InstrumentRef,
  { to, reason }: SetSuspicion,
): Promise<void> {
  requireRight(ctx, 'mark_suspects')
  const userId = 'userId' in ctx.actor ? ctx.actor.userId : reject('not_allowed')
  const { kind, id } = instrument
  return transact(ctx, async (ctx) => {
    const found = await selectSuspectForUpdate(ctx.db, companyId, instrument)
    if (!found) reject(`${kind}_not_found`)
    const number = kind === 'card' ? maskedNumber(found.number) : found.number
    const isChanged =
      to === 'suspected'
        ? await insertSuspicion(ctx.db, {
            instrument_kind: kind,
            instrument_id: id,
            reason,
            marked_by: userId,
          })
        : await deleteSuspicion(ctx.db, instrument)
    if (isChanged)
      await recordInstrumentChange(ctx, `${kind}.${to}`, { kind, id, companyId }, { number, reason })
  })
}
