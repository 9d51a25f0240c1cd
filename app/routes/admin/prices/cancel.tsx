import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { CancelPrice } from '#app/domain/prices/prices.input.server.ts'
import { cancelPrice, findPriceList } from '#app/domain/prices/prices.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { list } = await findPriceList(ctx, positiveId(params.id))
  requireRight(ctx, 'edit_prices')
  const page = `/admin/prices/${list.id}`
  return submitBack(ctx, request, CancelPrice, page, async (input) => {
    await cancelPrice(ctx, list.id, input)
    return redirectWithToast(ctx.settings, page, 'prices:cancelled')
  })
}
