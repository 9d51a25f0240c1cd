import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime } from '#locales/format.ts'
import type { WebhookView } from './webhook-rows.ts'

/** Where messages go and which; above it, why none do. */
export function WebhookFacts({ webhook, forStaff }: { webhook: WebhookView; forStaff: boolean }) {
  const { t, locale } = useWords()
  const moment = (clock: string | null) => clock && formatDateTime(clock, locale)
  const { disabledReason, failingSince } = webhook
  return (
    <>
      {disabledReason ? (
        <Alert tone="warn">
          {t(`webhooks:off.${disabledReason}`)} {t('webhooks:offAbout')}
        </Alert>
      ) : failingSince ? (
        <Alert tone="warn">{t('webhooks:failingAbout')}</Alert>
      ) : null}
      <Panel title={t('webhooks:settings')}>
        <DescriptionList
          items={[
            [
              t('webhooks:field.url'),
              <span key="url" className="wrap-anywhere">
                {webhook.url}
              </span>,
            ],
            [
              t('webhooks:field.company'),
              forStaff ? (webhook.company?.name ?? t('webhooks:retailers')) : null,
            ],
            [t('webhooks:field.types'), webhook.types.map((type) => t(`webhooks:type.${type}`)).join(', ')],
            [t('webhooks:field.failing'), moment(failingSince)],
            [t('webhooks:field.previous'), moment(webhook.previousUntil)],
            [t('webhooks:field.created'), moment(webhook.createdAt)],
          ]}
        />
      </Panel>
    </>
  )
}
