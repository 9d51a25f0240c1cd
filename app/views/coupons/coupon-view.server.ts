import { remainderOf } from '#app/domain/coupons/coupon-fuel.ts'
import type { CouponList, ListedCoupon } from '#app/domain/coupons/coupon-lists.server.ts'
import type { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import type { CouponDetails } from '#app/domain/coupons/coupons.server.ts'
import { EXPIRES_SOON_DAYS } from '#app/domain/coupons/coupons.ts'
import { askedAtProcessor, fillAtProcessor, heldAtProcessor } from '#app/domain/instructions/asked-view.ts'
import { almatyWallClock, businessDay, daysBetween } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { amountOf } from '#app/domain/kernel/money.ts'
import { may } from '#app/domain/kernel/rights.ts'
import type { CouponListView } from './coupon-list.tsx'
import type { CouponView, QrReadiness } from './coupon-view.ts'

/** What a list of coupons shows, and no more. */
export function couponListView(
  ctx: Context,
  list: CouponList,
  filter: CouponFilter,
  holders: ReadonlyMap<number, { name: string }> = new Map(),
): CouponListView {
  const today = businessDay(ctx.now)
  const { q, status, product, from, to } = filter
  const { sort, sortRefused, total, byState, asOf, previousCursor, nextCursor } = list
  return {
    rows: list.rows.map((coupon) => rowOf(coupon, today, holders.get(coupon.id)?.name ?? null)),
    filter: { q, status, product, from, to },
    ...{ sort, sortRefused, total, byState, previousCursor, nextCursor },
    asOf: asOf && almatyWallClock(asOf),
  }
}

function rowOf(coupon: ListedCoupon, today: string, holder: string | null): CouponListView['rows'][number] {
  const { id, number, product, volume, remaining, valid_until: until, state } = coupon
  const daysLeft = state === 'active' ? daysBetween(today, until) : null
  return {
    ...{ id, number, product, volume, until, state },
    asked: askedAtProcessor(coupon.atProcessor, state),
    holder,
    canHand: state === 'active' && holder === null,
    remaining: remaining > 0 && remaining < volume ? remaining : null,
    daysLeft: daysLeft !== null && daysLeft <= EXPIRES_SOON_DAYS ? daysLeft : null,
  }
}

/** What a coupon's page shows, and no more. */
export function couponView(ctx: Context, coupon: CouponDetails): CouponView {
  const {
    id,
    number,
    product,
    volume,
    remaining,
    price,
    valid_from: from,
    valid_until: until,
    batch,
    stations,
    reach,
    state,
  } = coupon
  return {
    ...{ id, number, product, volume, remaining, price, from, until, batch, stations, reach, state },
    asked: askedAtProcessor(coupon.atProcessor, state),
    held: heldAtProcessor(coupon.atProcessor),
    fills: coupon.processorFills.map(fillAtProcessor),
    remainder: remainderOf(coupon),
    ...{ returned: coupon.returned, lapsed: coupon.lapsed },
    amount: amountOf(volume, price),
    redeemedAt: coupon.redeemed_at && almatyWallClock(coupon.redeemed_at),
    redeemedStation: coupon.redeemed_station,
    isEarly: state === 'active' && from > businessDay(ctx.now),
  }
}

/** Whether the page offers the QR code, and why not; null where the coupon cannot be used at all. A viewer never gets it. */
export function qrReadiness({ actor }: Context, coupon: CouponDetails): QrReadiness | null {
  if (coupon.decision.status === 'declined') return null
  if (!may(actor, 'show_coupon_qr')) return 'not_allowed'
  return coupon.has_qr ? 'ready' : 'none'
}

/** Whether this person may make a new code for a coupon that works and whose code the cabinet signed. */
export function canRenewCode(
  { actor }: Pick<Context, 'actor'>,
  { code_revision: revision, decision }: Pick<CouponDetails, 'code_revision' | 'decision'>,
): boolean {
  return may(actor, 'renew_coupon_codes') && revision !== null && decision.status === 'approved'
}
