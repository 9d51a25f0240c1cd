import type { ActionFunctionArgs } from '@remix-run/node'
import { enableWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/integrations/webhooks/${id}`, async () => {
    const { name } = await enableWebhook(ctx, id)
    return redirectWithToast(ctx.settings, `/integrations/webhooks/${id}`, 'webhooks:enable.done', { name })
  })
}
