import type { ActionFunctionArgs } from '@remix-run/node'
import { findChosenCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { returnCoupon } from '#app/domain/handovers/returning.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const { companyId } = ctx.actor
  await findChosenCoupons(ctx, companyId, [id])
  requireRight(ctx, 'hand_over_coupons')
  const page = `/coupons/${id}`
  return submitPlain(ctx, request, page, async () => {
    const { number } = await returnCoupon(ctx, companyId, id)
    return redirectWithToast(ctx.settings, page, 'coupons:hand.returned', { number })
  })
}
