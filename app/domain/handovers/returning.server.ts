import { assign, holderNow } from '#app/domain/assignments/assignments.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { holdCoupons } from '#app/domain/coupons/coupons.server.ts'
import { onlyOne } from '#app/domain/events/event.ts'
import { recordEvent } from '#app/domain/events/events.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectHolders } from '#db/queries/handovers/handover-coupons.ts'
import { updateHandoverReturned } from '#db/queries/handovers/handovers.ts'
import { updateHelpOver } from '#db/queries/handovers/help.ts'
import { updateCouponsReturned, updateSomeReturned } from '#db/queries/handovers/returned-coupons.ts'
import { liveHandover, NOBODY, noteReturn, revokeShown } from './live-handover.server.ts'

/**
 * The chosen coupons of a hand-over come back to the company's free stock; the driver keeps the others by the same link.
 * Stations decline codes of them that he has seen. When nothing is left, the whole hand-over is returned.
 * @returns how many came back; what was used or ended meanwhile is left out.
 * @throws DomainError handover_not_found, handover_over, coupon_not_usable: none of them is his any more
 */
export function returnSome(
  ctx: Context,
  companyId: CompanyId,
  handoverId: number,
  couponIds: readonly number[],
): Promise<{ name: string; coupons: number }> {
  const userId = requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return transact(ctx, async (ctx) => {
    const { handover, unused } = await liveHandover(ctx, companyId, handoverId)
    const chosen = unused.filter(({ id }) => couponIds.includes(id))
    if (chosen.length === 0) reject('coupon_not_usable')
    const ids = chosen.map(({ id }) => id)
    const isAll = chosen.length === unused.length
    if (isAll) await updateCouponsReturned(ctx.db, handoverId)
    else await updateSomeReturned(ctx.db, handoverId, ids, userId)
    await revokeShown(ctx, chosen)
    for (const coupon of chosen) await noteReturn(ctx, companyId, coupon, handover)
    const name = handover.driver_name
    const subject = { kind: 'handover', id: handoverId, companyId } as const
    await record(ctx, 'handover.coupons_returned', subject, { name, coupons: chosen.length })
    if (isAll) {
      await updateHandoverReturned(ctx.db, handoverId, userId)
      await updateHelpOver(ctx.db, handoverId, userId)
    }
    await recordEvent(ctx, { kind: 'handover.changed', companyId, couponId: onlyOne(ids) })
    return { name, coupons: chosen.length }
  })
}

/**
 * A coupon comes back to the free stock, from a link as much as from the list of assignments.
 * @throws DomainError coupon_not_found, coupon_is_free
 */
export function returnCoupon(ctx: Context, companyId: CompanyId, id: number): Promise<{ number: string }> {
  requireClientRightIn(ctx, companyId, 'hand_over_coupons')
  return transact(ctx, async (ctx) => {
    const [holder] = await selectHolders(ctx.db, companyId, [id])
    if (holder) await returnSome(ctx, companyId, holder.handover_id, [id])
    const [coupon] = await holdCoupons(ctx, companyId, [id])
    const { number } = coupon ?? reject('coupon_not_found')
    const instrument = { kind: 'coupon', id } as const
    const { driver, vehicle } = await holderNow(ctx, companyId, instrument)
    if (!holder && driver === null && vehicle === null) reject('coupon_is_free')
    if (driver !== null || vehicle !== null)
      await assign(ctx, companyId, instrument, { driver: null, vehicle: null, ...NOBODY })
    return { number }
  })
}
