import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatDateTime } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { ServiceRequestView } from './service-request-view.ts'

interface Props {
  rows: readonly ServiceRequestView[]
  /** `/service-requests` or the staff's. */
  path: string
  withCompany?: boolean
  bar?: ReactNode
}

export function ServiceRequestTable({ rows, path, withCompany = false, bar }: Props) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('service-requests:what')}</th>
      <th scope="col">{t('service-requests:number')}</th>
      {withCompany ? <th scope="col">{t('common:field.company')}</th> : null}
      <th scope="col">{t('service-requests:sentAt')}</th>
      <th scope="col">{t('service-requests:promised')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('service-requests:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`${path}/${row.id}`}>
              {joined([t(`service-requests:kind.${row.kind}`), row.card?.name])}
            </a>
          </td>
          <td data-label={t('service-requests:number')} className="tabular">
            {row.id}
          </td>
          {withCompany ? <td data-label={t('common:field.company')}>{row.company.name}</td> : null}
          <td data-label={t('service-requests:sentAt')} className="tabular">
            {formatDateTime(row.steps[0]?.at ?? '', locale)}
          </td>
          <td data-label={t('service-requests:promised')} className="tabular">
            {row.promisedOn ? (
              <span className={row.isLate ? 'stat-warn' : undefined}>
                {formatDate(row.promisedOn, locale)}
                {row.isLate ? ` · ${t('service-requests:late')}` : ''}
              </span>
            ) : (
              '—'
            )}
          </td>
          <td className="state">
            <span className={badges.serviceRequest[row.status]}>
              {t(`service-requests:status.${row.status}`)}
            </span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
