import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Page, readPage } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { allProductCodes } from '#app/domain/products/catalogue.server.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import {
  type CouponOrder,
  type ListedCouponRow,
  selectCouponPage,
  selectCouponPosition,
} from '#db/queries/coupons/lists.ts'
import { firstRows } from '#db/sql/page-request.ts'
import { SOONEST } from './coupon-parts.server.ts'
import { couponSlicesOf } from './coupons.ts'

export type ExpiredCoupon = ListedCouponRow

const LATEST: CouponOrder = { by: 'valid_until', descending: true }

/** Coupons that have ended with fuel in them, the last to end first. */
export async function listExpiredCoupons(
  ctx: Context,
  companyId: CompanyId,
  { product, cursor }: { product?: ProductCode | undefined; cursor?: string | undefined },
): Promise<Page<ExpiredCoupon>> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const every = await allProductCodes(ctx)
  const selection = {
    slices: couponSlicesOf('expired', businessDay(ctx.now)),
    products: product === undefined ? undefined : [product],
    withFuel: true,
  }
  return readPage({
    order: 'expired',
    cursor,
    place: (id) => selectCouponPosition(ctx.db, companyId, id, LATEST),
    read: (request) => selectCouponPage(ctx.db, companyId, selection, every, LATEST, request),
  })
}

/** Coupons with fuel in them that end from a day (today, if left out) to a day, the first to end first; so many at most. */
export async function findEndingCoupons(
  ctx: Context,
  companyId: CompanyId,
  { product, from, to }: { product?: ProductCode | undefined; from?: Day | undefined; to?: Day | undefined },
  limit: number,
): Promise<ListedCouponRow[]> {
  requireRightIn(ctx, companyId, 'see_coupons')
  const every = await allProductCodes(ctx)
  const selection = {
    slices: [{ status: 'open' as const, from: from ?? businessDay(ctx.now), to }],
    products: product === undefined ? undefined : [product],
    withFuel: true,
  }
  return selectCouponPage(ctx.db, companyId, selection, every, SOONEST, firstRows(limit))
}
