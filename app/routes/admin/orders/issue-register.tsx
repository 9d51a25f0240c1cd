import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { findAnyOrder } from '#app/domain/orders/orders.server.ts'
import { fileResponse, formatIn } from '#app/http/server/file-response.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { issueRegister } from '#app/views/orders/issue-register.server.ts'

/** The register of issue of one order, for 1C or for a person. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const order = await findAnyOrder(ctx, positiveId(params.id))
  const { bin } = await findCompany(ctx, asCompanyId(order.company_id))
  return fileResponse(ctx, formatIn(request.url), await issueRegister(ctx, { ...order, bin }))
}
