import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listExpiredCoupons } from '#app/domain/coupons/ending-coupons.server.ts'
import { ExpiredFilter } from '#app/domain/expiries/expiries.input.server.ts'
import { expiredSums } from '#app/domain/expiries/expiries.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { waitingRequestsOf } from '#app/domain/service-requests/coupon-requests.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { ExpiredPage } from '#app/views/expiries/expired-page.tsx'
import { expiredRow } from '#app/views/expiries/expiry-view.server.ts'

export const handle: PageHandle = { title: 'expiries:expiredTitle' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const filter = ExpiredFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listExpiredCoupons(ctx, companyId, filter)
  const ids = rows.map(({ id }) => id)
  const requests = await waitingRequestsOf(ctx, companyId, ids)
  return {
    rows: rows.map((row) => expiredRow(row, requests)),
    filter: { product: filter.product },
    total: await expiredSums(ctx, companyId, filter.product),
    mayAsk: may(ctx.actor, 'send_service_requests'),
    ...page,
  }
}

export default function Expired() {
  return <ExpiredPage view={useLoaderData<typeof loader>()} />
}
