import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import type { WebhookView } from './webhook-rows.ts'

interface WebhookTableProps {
  webhooks: readonly WebhookView[]
  /** The page of the list. */
  base: string
  /** Also whose they are. */
  forStaff: boolean
  bar: ReactNode
}

export function WebhookTable({ webhooks, base, forStaff, bar }: WebhookTableProps) {
  const { t } = useWords()
  const head = (
    <>
      <th scope="col">{t('webhooks:field.name')}</th>
      {forStaff ? <th scope="col">{t('webhooks:field.company')}</th> : null}
      <th scope="col">{t('webhooks:field.types')}</th>
      <th scope="col">{t('webhooks:field.status')}</th>
    </>
  )
  return (
    <Table label={t('webhooks:title')} head={head} bar={bar}>
      {webhooks.map((webhook) => (
        <tr key={webhook.id}>
          <td className="main">
            <a href={`${base}/${webhook.id}`}>{webhook.name}</a>
            <div className="quiet small wrap-anywhere">{webhook.host}</div>
          </td>
          {forStaff ? (
            <td data-label={t('webhooks:field.company')}>
              {webhook.company?.name ?? t('webhooks:retailers')}
            </td>
          ) : null}
          <td data-label={t('webhooks:field.types')}>
            {webhook.types.map((type) => t(`webhooks:type.${type}`)).join(', ')}
          </td>
          <td className="state">
            <span className={badges.webhook[webhook.status]}>{t(`webhooks:status.${webhook.status}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
