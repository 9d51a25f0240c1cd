import type { ActionFunctionArgs } from '@remix-run/node'
import { rotateWebhookSecret } from '#app/domain/webhooks/endpoints.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/integrations/webhooks/${id}`, async () => {
    const { secret } = await rotateWebhookSecret(ctx, id)
    return redirectWithNewKey(ctx, `/integrations/webhooks/${id}/secret`, secret)
  })
}
