import type { ActionFunctionArgs } from '@remix-run/node'
import { disableWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/admin/webhooks/${id}`, async () => {
    const { name } = await disableWebhook(ctx, id)
    return redirectWithToast(ctx.settings, `/admin/webhooks/${id}`, 'webhooks:disable.done', { name })
  })
}
