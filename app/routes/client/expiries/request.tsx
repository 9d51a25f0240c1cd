import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import {
  ChosenForRequest,
  couponRequestInput,
} from '#app/domain/service-requests/coupon-requests.input.server.ts'
import { chooseForRequest, sendCouponRequest } from '#app/domain/service-requests/coupon-requests.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { CouponRequestPage } from '#app/views/service-requests/coupon-request-page.tsx'
import { wishedCoupon } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'expiries:request.title' }

/** `ids`, or all of a `product` that end `from` and `to` a day: what is asked about. `kind`: what for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'send_service_requests')
  const url = new URL(request.url)
  const chosen = ChosenForRequest.parse({ ...queryOf(url), ids: url.searchParams.getAll('ids') })
  const { coupons, left } = await chooseForRequest(ctx, ctx.actor.companyId, chosen)
  return {
    kind: chosen.kind,
    coupons: coupons.map(wishedCoupon),
    left,
    earliest: addDays(businessDay(ctx.now), 1),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'send_service_requests')
  return submit(ctx, request, couponRequestInput(businessDay(ctx.now)), async (input) => {
    const id = await sendCouponRequest(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/service-requests/${id}`, 'service-requests:sent', {
      number: String(id),
    })
  })
}

export default function CouponRequest() {
  return <CouponRequestPage {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
