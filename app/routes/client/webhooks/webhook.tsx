import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listWebhookDeliveries } from '#app/domain/webhooks/deliveries.server.ts'
import { findWebhook } from '#app/domain/webhooks/endpoints.server.ts'
import { DeliveryFilter } from '#app/domain/webhooks/webhooks.input.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { WebhookPage } from '#app/views/webhooks/webhook-page.tsx'
import { deliveryRow, webhookView } from '#app/views/webhooks/webhook-view.server.ts'

export const handle: PageHandle = { title: 'webhooks:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const url = new URL(request.url)
  const filter = DeliveryFilter.parse(queryOf(url))
  const webhook = await findWebhook(ctx, positiveId(params.id))
  const { rows, previousCursor, nextCursor } = await listWebhookDeliveries(ctx, webhook.id, filter)
  return {
    webhook: webhookView(webhook),
    log: {
      deliveries: rows.map(deliveryRow),
      status: filter.status,
      ...pageHrefs(url, { previousCursor, nextCursor }),
    },
    mayManage: may(ctx.actor, 'manage_webhooks'),
  }
}

export default function Webhook() {
  return <WebhookPage {...useLoaderData<typeof loader>()} base="/integrations/webhooks" forStaff={false} />
}
