import type { LoaderFunctionArgs } from '@remix-run/node'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { couponsCsv } from '#app/web/fuel-csv.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return couponsCsv(ctx, ctx.actor.companyId, CouponFilter.parse(queryOf(new URL(request.url))))
}
