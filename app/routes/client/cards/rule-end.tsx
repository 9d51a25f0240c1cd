import type { ActionFunctionArgs } from '@remix-run/node'
import { endPermission } from '#app/domain/cards/card-rules.server.ts'
import { permissionToast } from '#app/http/forms/block-toast.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  return submitPlain(ctx, request, `/cards/${id}/rule`, async () => {
    const { number } = await endPermission(ctx, ctx.actor.companyId, id)
    return redirectWithToast(ctx.settings, `/cards/${id}`, permissionToast(ctx.settings, 'ended'), { number })
  })
}
