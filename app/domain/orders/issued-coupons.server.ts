import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { EXPORT_SIZE } from '#app/domain/kernel/page.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { type IssuedCouponRow, selectIssuedCoupons } from '#db/queries/issuing/order-coupons.ts'
import { selectOrder } from '#db/queries/orders/orders.ts'

export type { IssuedCouponRow }

/** The coupons that an order got, for a file; none where the cabinet issued none. @throws DomainError order_not_found */
export async function* exportIssuedCoupons(ctx: Context, orderId: number): AsyncGenerator<IssuedCouponRow[]> {
  const order = (await selectOrder(ctx.db, null, orderId)) ?? reject('order_not_found')
  requireRightIn(ctx, asCompanyId(order.company_id), 'see_orders')
  let after = 0
  for (;;) {
    const rows = await selectIssuedCoupons(ctx.db, orderId, after, EXPORT_SIZE)
    yield rows
    if (rows.length < EXPORT_SIZE) return
    after = rows.at(-1)?.id ?? after
  }
}
