import type { CouponDetails } from '#app/domain/coupons/coupons.server.ts'
import { isOpen } from '#app/domain/coupons/coupons.ts'
import { listHelpOfCoupon } from '#app/domain/handovers/driver-help.server.ts'
import { holdersOf } from '#app/domain/handovers/handovers.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import type { HandedView } from './coupon-view.ts'

/** Which driver has a coupon. */
export async function handedView(
  ctx: Context,
  companyId: CompanyId,
  { id, state, has_qr }: CouponDetails,
  { driver, vehicle }: Record<'driver' | 'vehicle', { current: unknown }>,
): Promise<HandedView> {
  const isAssigned = driver.current !== null || vehicle.current !== null
  const mayHandOver = may(ctx.actor, 'hand_over_coupons')
  const holder = (await holdersOf(ctx, companyId, [id])).get(id)
  const help = mayHandOver && holder ? await listHelpOfCoupon(ctx, companyId, id) : []
  const waiting = help.find(({ settled_at }) => settled_at === null)
  return {
    holder: holder
      ? { name: holder.name, href: mayHandOver ? `/handovers/${holder.handoverId}` : null }
      : null,
    helpOf: waiting ? { name: waiting.driver_name, handoverId: waiting.handover_id } : null,
    canReturn: mayHandOver && (holder !== undefined || isAssigned) && isOpen(state),
    canHand: mayHandOver && !holder && state === 'active' && has_qr === 1,
  }
}
