import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { CancelOrder } from '#app/domain/orders/orders.input.server.ts'
import { cancelOrder, findOrder } from '#app/domain/orders/orders.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfOrder } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  await findOrder(ctx, ctx.actor.companyId, id)
  requireRight(ctx, 'send_orders')
  const page = `/orders/${id}`
  return submitBack(ctx, request, CancelOrder, page, async (input) => {
    await cancelOrder(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, page, 'orders:cancelled')
  })
}
