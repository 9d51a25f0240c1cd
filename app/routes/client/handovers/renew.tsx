import type { ActionFunctionArgs } from '@remix-run/node'
import { renewHandoverLink } from '#app/domain/handovers/recalling.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfHandover } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfHandover(request, context, id)
  const page = `/handovers/${id}`
  return submitPlain(ctx, request, page, async () => {
    const { name } = await renewHandoverLink(ctx, ctx.actor.companyId, id)
    return redirectWithToast(ctx.settings, page, 'handovers:renewed', { name })
  })
}
