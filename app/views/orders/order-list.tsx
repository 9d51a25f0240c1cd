import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatMoney } from '#locales/format.ts'
import type { OrderRowView } from './order-view.ts'

interface Props {
  rows: readonly OrderRowView[]
  /** `/orders` or the staff's. */
  path: string
  withCompany?: boolean
  bar?: ReactNode
}

export function OrderTable({ rows, path, withCompany = false, bar }: Props) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('orders:one')}</th>
      {withCompany ? <th scope="col">{t('common:field.company')}</th> : null}
      <th scope="col">{t('orders:at')}</th>
      <th scope="col" className="num">
        {t('orders:total')}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('orders:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`${path}/${row.id}`}>{t('orders:numbered', { number: String(row.id) })}</a>
          </td>
          {withCompany ? <td data-label={t('common:field.company')}>{row.company.name}</td> : null}
          <td data-label={t('orders:at')} className="tabular">
            {formatDateTime(row.at, locale)}
          </td>
          <td data-label={t('orders:total')} className="num">
            {formatMoney(row.total, locale)}
          </td>
          <td className="state">
            <span className={badges.order[row.status]}>{t(`orders:status.${row.status}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
