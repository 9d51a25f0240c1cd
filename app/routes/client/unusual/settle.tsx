import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { SettleUnusual } from '#app/domain/unusual/unusual.input.server.ts'
import { findUnusual, settleUnusual } from '#app/domain/unusual/unusual.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { id } = await findUnusual(ctx, ctx.actor.companyId, positiveId(params.id))
  requireRight(ctx, 'settle_unusual')
  return submitBack(ctx, request, SettleUnusual, `/unusual/${id}`, async (input) => {
    const { number } = await settleUnusual(ctx, ctx.actor.companyId, id, input)
    const said = input.outcome === 'expected' ? 'unusual:taught' : 'unusual:handled'
    return redirectWithToast(ctx.settings, '/unusual', said, { number })
  })
}
