import type { ActionFunctionArgs } from '@remix-run/node'
import { rotateWebhookSecret } from '#app/domain/webhooks/endpoints.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/admin/webhooks/${id}`, async () => {
    const { secret } = await rotateWebhookSecret(ctx, id)
    return redirectWithNewKey(ctx, `/admin/webhooks/${id}/secret`, secret)
  })
}
