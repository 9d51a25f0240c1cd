import type { ActionFunctionArgs } from '@remix-run/node'
import { renewCouponCode } from '#app/domain/coupons/code-renewal.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const { companyId } = ctx.actor
  requireRightIn(ctx, companyId, 'renew_coupon_codes')
  const page = `/coupons/${id}`
  return submitPlain(ctx, request, page, async () => {
    await renewCouponCode(ctx, companyId, id)
    return redirectWithToast(ctx.settings, page, 'coupons:renew.done')
  })
}
