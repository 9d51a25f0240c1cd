import type { ActionFunctionArgs } from '@remix-run/node'
import { withdrawServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfServiceRequest } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfServiceRequest(request, context, id)
  const page = `/service-requests/${id}`
  return submitPlain(ctx, request, page, async () => {
    await withdrawServiceRequest(ctx, ctx.actor.companyId, id)
    return redirectWithToast(ctx.settings, page, 'service-requests:withdrawn')
  })
}
