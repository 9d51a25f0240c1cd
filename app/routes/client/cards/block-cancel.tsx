import type { ActionFunctionArgs } from '@remix-run/node'
import { cancelPlannedBlock } from '#app/domain/cards/planned-blocks.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const blockId = positiveId(params.blockId)
  const ctx = await requireClientOfCard(request, context, id)
  const page = `/cards/${id}/blocks`
  return submitPlain(ctx, request, page, async () => {
    await cancelPlannedBlock(ctx, ctx.actor.companyId, id, blockId)
    return redirectWithToast(ctx.settings, page, 'card-blocks:cancelled')
  })
}
