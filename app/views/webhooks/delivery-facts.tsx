import { isDeliveryError } from '#app/domain/webhooks/webhooks.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import type { DeliveryView } from './webhook-rows.ts'

/** One message: what is sent, and what came of each attempt. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryView }) {
  const { t, locale } = useWords()
  const moment = (clock: string | null) => clock && formatDateTime(clock, locale)
  const entries = delivery.tries.map(({ id, at, error, statusCode, ms, response }) => ({
    id,
    what: isDeliveryError(error) ? t(`webhooks:error.${error}`) : t('webhooks:delivery.delivered'),
    when: formatDateTime(at, locale),
    who: [
      statusCode === null ? '' : `HTTP ${statusCode}`,
      t('webhooks:log.ms', { n: formatInteger(ms, locale) }),
    ]
      .filter(Boolean)
      .join(' · '),
    why: response,
  }))
  return (
    <>
      <Panel title={t('webhooks:log.one')}>
        <DescriptionList
          items={[
            [t('webhooks:log.at'), moment(delivery.at)],
            [t('webhooks:log.next'), moment(delivery.nextAt)],
            [t('webhooks:log.settled'), moment(delivery.settledAt)],
            [
              t('webhooks:log.id'),
              <code key="id" className="wrap-anywhere">
                {delivery.webhookId}
              </code>,
            ],
          ]}
        />
      </Panel>
      <Panel title={t('webhooks:log.attempts')}>
        {entries.length > 0 ? (
          <Timeline entries={entries} />
        ) : (
          <p className="quiet">{t('webhooks:log.notTried')}</p>
        )}
      </Panel>
      <Panel title={t('webhooks:log.body')}>
        <pre className="whitespace-pre-wrap wrap-anywhere">{delivery.body}</pre>
      </Panel>
    </>
  )
}
