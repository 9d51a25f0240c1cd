import type { ActionFunctionArgs } from '@remix-run/node'
import { recallHandover } from '#app/domain/handovers/recalling.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  const page = `/handovers/${id}`
  return submitPlain(ctx, request, page, async () => {
    const recalled = await recallHandover(ctx, ctx.actor.companyId, id)
    const words = recalled.redeemed > 0 ? 'handovers:recalledSome' : 'handovers:recalled'
    return redirectWithToast(ctx.settings, page, words, { ...recalled })
  })
}
