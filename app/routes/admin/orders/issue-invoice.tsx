import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { invoiceOrder } from '#app/domain/orders/order-steps.server.ts'
import { findAnyOrder } from '#app/domain/orders/orders.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findAnyOrder(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_orders')
  const page = `/admin/orders/${id}`
  return submitPlain(ctx, request, page, async () => {
    const number = await invoiceOrder(ctx, id)
    return redirectWithToast(ctx.settings, page, number ? 'orders:done.invoiced' : 'orders:done.free')
  })
}
