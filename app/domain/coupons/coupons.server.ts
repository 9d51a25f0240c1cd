import type { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { authorizeClientIn, authorizeIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import {
  type OpenCouponRow,
  selectCompanyOfCoupon,
  selectCoupon,
  selectCouponForUpdate,
  setClientBlockOfCoupon,
} from '#db/queries/coupons/coupons.ts'
import { record } from '../audit/audit.server.ts'
import { type HistoryEntry, historyOf } from '../history/history.server.ts'
import { moveCouponTotals } from './coupon-totals.server.ts'
import {
  type CouponState,
  canBlockCoupon,
  canUnblockCoupon,
  couponState,
  isCouponUsable,
  storedCouponStatus,
} from './coupons.ts'

export interface CouponDetails extends OpenCouponRow {
  state: CouponState
  isUsable: boolean
  canBlock: boolean
  canUnblock: boolean
  /** What was done with it here and by registers, the newest first. */
  history: HistoryEntry[]
}

/** Everything about a coupon but its QR code. @throws DomainError coupon_not_found */
export async function findCoupon(ctx: Context, companyId: CompanyId, id: number): Promise<CouponDetails> {
  authorizeIn(ctx, companyId, 'see_coupons')
  const coupon = (await selectCoupon(ctx.db, companyId, id)) ?? reject('coupon_not_found')
  const today = businessDay(ctx.now)
  return {
    ...coupon,
    state: couponState(coupon, today),
    isUsable: isCouponUsable(coupon, today),
    canBlock: canBlockCoupon(coupon, today),
    canUnblock: canUnblockCoupon(coupon, today),
    history: await historyOf(ctx, companyId, 'coupon', id),
  }
}

/** How the message afterwards names a coupon. */
export interface NamedCoupon {
  number: string
}

/** Stops the coupon at the pump. One that the client blocked already stays as it is. @throws DomainError coupon_not_blockable */
export function blockCoupon(
  ctx: Context,
  companyId: CompanyId,
  id: number,
  input: BlockReason,
): Promise<NamedCoupon> {
  const userId = authorizeClientIn(ctx, companyId, 'block_coupons')
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    const { number } = coupon
    if (coupon.status === 'blocked_by_client') return { number }
    if (!canBlockCoupon(coupon, businessDay(ctx.now))) reject('coupon_not_blockable')
    const to = storedCouponStatus(coupon.issuer_status, true)
    await setClientBlockOfCoupon(ctx.db, companyId, id, { to, userId })
    await moveCouponTotals(ctx, coupon, { ...coupon, status: to })
    await record(ctx, 'coupon.blocked', { kind: 'coupon', id, companyId }, { number, ...input })
    return { number }
  })
}

/** Lifts the client's own block, never the issuer's. @throws DomainError coupon_not_unblockable */
export function unblockCoupon(ctx: Context, companyId: CompanyId, id: number): Promise<NamedCoupon> {
  authorizeClientIn(ctx, companyId, 'block_coupons')
  return transact(ctx, async (ctx) => {
    const coupon = (await selectCouponForUpdate(ctx.db, companyId, id)) ?? reject('coupon_not_found')
    if (!canUnblockCoupon(coupon, businessDay(ctx.now))) reject('coupon_not_unblockable')
    const to = storedCouponStatus(coupon.issuer_status, false)
    await setClientBlockOfCoupon(ctx.db, companyId, id, { to, userId: null })
    await moveCouponTotals(ctx, coupon, { ...coupon, status: to })
    const { number } = coupon
    await record(ctx, 'coupon.unblocked', { kind: 'coupon', id, companyId }, { number })
    return { number }
  })
}

/** Which of the person's companies a coupon belongs to: a link to any of them opens it. */
export function companyOfCoupon(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfCoupon(ctx.db, companyIds, id)
}
