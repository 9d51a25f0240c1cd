import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { DeliveryFacts } from './delivery-facts.tsx'
import type { DeliveryView } from './webhook-rows.ts'

interface Props {
  delivery: DeliveryView
  mayResend: boolean
  /** The list of webhooks of whoever looks. */
  base: string
}

/** One message to an address: what was sent, each attempt and its answer. */
export function DeliveryPage({ delivery, mayResend, base }: Props) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { id, endpoint, status } = delivery
  const href = `${base}/${endpoint.id}`
  return (
    <>
      <PageHead
        title={t(`webhooks:type.${delivery.type}`)}
        crumbs={[
          { label: t('webhooks:title'), href: base },
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
