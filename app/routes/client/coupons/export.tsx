import type { LoaderFunctionArgs } from '@remix-run/node'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { exportResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { couponsFile } from '#app/views/coupons/coupons-export.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CouponFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, await couponsFile(ctx, companyId, filter))
}
