import { recordInstrumentChange } from '#app/domain/instructions/asking.server.ts'
import type { Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { CouponRow } from '#db/queries/coupons/coupons.ts'
import { updateCouponExchanged, updateCouponUntil } from '#db/queries/coupons/settling.ts'
import { signNextRevision } from './code-renewal.server.ts'
import { CouponTotalsDelta } from './coupon-totals.server.ts'
import { isOpen, storedCouponStatus } from './coupons.ts'
import { MAX_REVISION } from './signed-code.server.ts'
import { codeSigner } from './signing.server.ts'

export interface Extension {
  /** Held since it was read. */
  coupon: CouponRow
  until: Day
}

/**
 * A step of staff's decision, in its transaction: other last days. One that the register called expired works again, as far
 * as it did before: what was never activated still waits for it. The client's own block stays. A code that was signed here
 * says the last day, so its next revision is signed, and pictures of the earlier one are refused.
 * @throws DomainError coupon_code_not_extendable: its last revision is there already
 */
export async function extendCoupons(
  ctx: Context,
  companyId: CompanyId,
  extensions: readonly Extension[],
  reason: string,
): Promise<void> {
  const full = extensions.find(({ coupon }) => (coupon.code_revision ?? 0) >= MAX_REVISION)
  if (full) reject('coupon_code_not_extendable', { params: { number: full.coupon.number } })
  const isSignedHere = extensions.some(({ coupon }) => coupon.code_revision !== null)
  const signer = isSignedHere ? await codeSigner(ctx) : null
  const delta = new CouponTotalsDelta()
  for (const { coupon, until } of extensions) {
    const { id, number, valid_until: before } = coupon
    const worked = coupon.expired_unactivated === 1 ? 'issued' : 'active'
    const issuer = coupon.issuer_status === 'expired' ? worked : coupon.issuer_status
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
    if (signer && coupon.code_revision !== null)
      await signNextRevision(ctx, signer, companyId, { ...coupon, valid_until: until })
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
