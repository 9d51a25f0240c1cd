import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findWebhookDelivery } from '#app/domain/webhooks/deliveries.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { DeliveryPage } from '#app/views/webhooks/delivery-page.tsx'
import { deliveryView } from '#app/views/webhooks/webhook-view.server.ts'

export const handle: PageHandle = { title: 'webhooks:log.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const found = await findWebhookDelivery(ctx, positiveId(params.id), positiveId(params.deliveryId))
  const isSendable = found.endpoint.status === 'active' && found.delivery.status !== 'sending'
  return {
    delivery: deliveryView(found),
    mayResend: isSendable && found.endpoint.companyId === null && may(ctx.actor, 'manage_webhooks'),
  }
}

export default function WebhookDelivery() {
  return <DeliveryPage {...useLoaderData<typeof loader>()} base="/admin/webhooks" />
}
