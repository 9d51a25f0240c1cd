import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findWebhookDelivery } from '#app/domain/webhooks/deliveries.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { DeliveryFacts } from '#app/views/webhooks/delivery-facts.tsx'
import { deliveryView } from '#app/views/webhooks/webhook-view.server.ts'

export const handle: PageHandle = { title: 'webhooks:log.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const found = await findWebhookDelivery(ctx, positiveId(params.id), positiveId(params.deliveryId))
  const isSendable = found.endpoint.status === 'active' && found.delivery.status !== 'sending'
  return { delivery: deliveryView(found), mayResend: isSendable && may(ctx.actor, 'manage_webhooks') }
}

export default function WebhookDelivery() {
  const { delivery, mayResend } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { id, endpoint, status } = delivery
  const href = `/integrations/webhooks/${endpoint.id}`
  return (
    <>
      <PageHead
        title={t(`webhooks:type.${delivery.type}`)}
        crumbs={[
          { label: t('webhooks:title'), href: '/integrations/webhooks' },
          { label: endpoint.name, href },
        ]}
        badge={
          <StatusBadge of="message" state={status}>
            {t(`webhooks:delivery.${status}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        <DeliveryFacts delivery={delivery} />
        {mayResend ? (
          <ConfirmPanel
            trigger={t('webhooks:resend.action')}
            heading="h2"
            title={t('webhooks:resend.question')}
            consequence={t('webhooks:resend.about')}
            action={`${href}/deliveries/${id}/resend`}
            nonce={formNonce}
            look="calm"
          />
        ) : null}
      </div>
    </>
  )
}
