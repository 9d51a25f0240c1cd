import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CouponToBlock } from './coupon-block.ts'

/** @throws DomainError coupon_not_found */
export async function couponToBlock(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  href: string,
): Promise<Record<'block' | 'unblock', CouponToBlock>> {
  const { number, reach, canBlock, canUnblock } = await findCoupon(ctx, companyId, id)
  const of = { href, number, reach }
  return { block: { ...of, can: canBlock }, unblock: { ...of, can: canUnblock } }
}
