import type { ActionFunctionArgs } from '@remix-run/node'
import { resendWebhookDelivery } from '#app/domain/webhooks/deliveries.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const id = positiveId(params.id)
  const deliveryId = positiveId(params.deliveryId)
  const page = `/integrations/webhooks/${id}/deliveries/${deliveryId}`
  return submitPlain(ctx, request, page, async () => {
    await resendWebhookDelivery(ctx, id, deliveryId)
    return redirectWithToast(ctx.settings, page, 'webhooks:resend.done')
  })
}
