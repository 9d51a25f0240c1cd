import type { ComponentProps } from 'react'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { WebhookActions, WebhookEnd } from './webhook-actions.tsx'
import { WebhookFacts } from './webhook-facts.tsx'
import type { WebhookView } from './webhook-rows.ts'

interface Props {
  webhook: WebhookView
  log: Omit<ComponentProps<typeof DeliveryLog>, 'href'>
  mayManage: boolean
  /** The list of webhooks of whoever looks. */
  base: string
  forStaff: boolean
}

/** An address that is told of events, and what it was told. */
export function WebhookPage({ webhook, log, mayManage, base, forStaff }: Props) {
  const { t } = useWords()
  const { name, status } = webhook
  const href = `${base}/${webhook.id}`
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('webhooks:title'), href: base }]}
        badge={
          <StatusBadge of="webhook" state={status}>
            {t(`webhooks:status.${status}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        {mayManage ? <WebhookActions {...{ name, status, href }} /> : null}
        <WebhookFacts webhook={webhook} forStaff={forStaff} />
        <DeliveryLog {...log} href={href} />
        {mayManage ? <WebhookEnd {...{ name, status, href }} /> : null}
      </div>
    </>
  )
}
