import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { EXPORT_SIZE } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { type IssuedCouponRow, selectIssuedCoupons } from '#db/queries/issuing/order-coupons.ts'

export type { IssuedCouponRow }

/** The coupons that an order of a company got, for a file; none where the cabinet issued none. */
export async function* exportIssuedCoupons(
  ctx: Context,
  companyId: CompanyId,
  orderId: number,
): AsyncGenerator<IssuedCouponRow[]> {
  requireRightIn(ctx, companyId, 'see_orders')
  let after = 0
  for (;;) {
    const rows = await selectIssuedCoupons(ctx.db, companyId, { orderId, after }, EXPORT_SIZE)
    yield rows
    if (rows.length < EXPORT_SIZE) return
    after = rows.at(-1)?.id ?? after
  }
}
