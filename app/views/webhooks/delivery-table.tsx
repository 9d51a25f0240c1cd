import type { ReactNode } from 'react'
import { isDeliveryError } from '#app/domain/webhooks/webhooks.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import type { DeliveryRow } from './webhook-rows.ts'

interface DeliveryTableProps {
  deliveries: readonly DeliveryRow[]
  /** The page of the endpoint. */
  base: string
  bar: ReactNode
}

/** The log of an endpoint. */
export function DeliveryTable({ deliveries, base, bar }: DeliveryTableProps) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('webhooks:log.at')}</th>
      <th scope="col">{t('webhooks:log.type')}</th>
      <th scope="col">{t('webhooks:field.status')}</th>
      <th scope="col">{t('webhooks:log.answer')}</th>
      <th scope="col" className="num">
        {t('webhooks:log.attempts')}
      </th>
    </>
  )
  return (
    <Table label={t('webhooks:log.title')} head={head} bar={bar}>
      {deliveries.map((delivery) => (
        <tr key={delivery.id}>
          <td className="main tabular nowrap">
            <a href={`${base}/deliveries/${delivery.id}`}>{formatDateTime(delivery.at, locale)}</a>
          </td>
          <td data-label={t('webhooks:log.type')}>{t(`webhooks:type.${delivery.type}`)}</td>
          <td className="state">
            <span className={badges.message[delivery.status]}>
              {t(`webhooks:delivery.${delivery.status}`)}
            </span>
          </td>
          <td data-label={t('webhooks:log.answer')}>
            <span>
              <AnswerText {...delivery} />
              {delivery.nextAt ? (
                <small>
                  {t('webhooks:log.next')}: {formatDateTime(delivery.nextAt, locale)}
                </small>
              ) : null}
            </span>
          </td>
          <td data-label={t('webhooks:log.attempts')} className="num">
            {formatInteger(delivery.attempts, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** What became of the last attempt, in words and as HTTP has it. */
function AnswerText({ error, statusCode }: Pick<DeliveryRow, 'error' | 'statusCode'>) {
  const { t } = useWords()
  const words = isDeliveryError(error) ? t(`webhooks:error.${error}`) : null
  const code = statusCode === null ? null : `HTTP ${statusCode}`
  if (!words && !code) return <span className="quiet">—</span>
  return <>{[words, code].filter(Boolean).join(' · ')}</>
}
