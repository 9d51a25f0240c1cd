import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { updateCouponExchanged, updateCouponUntil } from '#db/queries/coupons/settling.ts'
import { CouponTotalsDelta } from './coupon-totals.server.ts'
import { isOpen, storedCouponStatus } from './coupons.ts'

export interface Extension {
  /** Held since it was read. */
  coupon: CouponRow
  until: Day
}

/**
 * A step of staff's decision, in its transaction: other last days. One that the register called expired works again; the
 * client's own block stays.
 */
export async function extendCoupons(
  ctx: Context,
  companyId: CompanyId,
  extensions: readonly Extension[],
  reason: string,
): Promise<void> {
  const delta = new CouponTotalsDelta()
  for (const { coupon, until } of extensions) {
    const { id, number, valid_until: before } = coupon
    const issuer = coupon.issuer_status === 'expired' ? 'active' : coupon.issuer_status
    const status = storedCouponStatus(issuer, coupon.client_blocked_at !== null)
    const after = {
      ...{ valid_until: until, issuer_status: issuer, status },
      open: isOpen(status) ? (1 as const) : (0 as const),
    }
    await updateCouponUntil(ctx.db, companyId, id, after)
    delta.subtract(coupon)
    delta.add({ ...coupon, ...after })
    const changed = { number, lastDayBefore: before, lastDay: until, reason }
    await recordInstrumentChange(ctx, 'coupon.extended', { kind: 'coupon', id, companyId }, changed)
  }
  await delta.write(ctx)
}

/**
 * A step of staff's decision, in its transaction: these are used no more. What was left in them stays with them, for whoever
 * asks what they were exchanged for.
 */
export async function endExchanged(
  ctx: Context,
  companyId: CompanyId,
  coupons: readonly CouponRow[],
  reason: string,
): Promise<void> {
  const delta = new CouponTotalsDelta()
  for (const coupon of coupons) {
    const { id, number } = coupon
    await updateCouponExchanged(ctx.db, companyId, id)
    delta.subtract(coupon)
    delta.add({ ...coupon, status: 'exchanged' })
    const subject = { kind: 'coupon', id, companyId } as const
    await recordInstrumentChange(ctx, 'coupon.exchanged', subject, { number, reason })
  }
  await delta.write(ctx)
}
