import type { ActionFunctionArgs } from '@remix-run/node'
import { ReturnSome } from '#app/domain/handovers/handovers.input.server.ts'
import { findHandover } from '#app/domain/handovers/handovers.server.ts'
import { returnSome } from '#app/domain/handovers/returning.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  await findHandover(ctx, ctx.actor.companyId, id)
  const page = `/handovers/${id}`
  return submitBack(ctx, request, ReturnSome, page, async ({ couponIds }) => {
    const returned = await returnSome(ctx, ctx.actor.companyId, id, couponIds)
    return redirectWithToast(ctx.settings, page, 'handovers:recalled', { ...returned })
  })
}
