import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { BulkChangeView } from './bulk-view.ts'

/** Changes of many, as the company's people asked for them. */
export function BulkChangeTable({ rows, bar }: { rows: readonly BulkChangeView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const columns = { count: t('bulk-changes:count'), asked: t('bulk-changes:asked'), by: t('bulk-changes:by') }
  const head = (
    <>
      <th scope="col">{t('bulk-changes:change')}</th>
      <th scope="col" className="num">
        {columns.count}
      </th>
      <th scope="col">{columns.asked}</th>
      <th scope="col" className="extra">
        {columns.by}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('bulk-changes:listTitle')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/bulk-changes/${row.id}`}>
              {joined([t(`bulk-changes:action.${row.action}`), row.what])}
            </a>
          </td>
          <td className="num" data-label={columns.count}>
            {formatInteger(row.total, locale)}
          </td>
          <td className="tabular" data-label={columns.asked}>
            {formatDateTime(row.askedAt, locale)}
          </td>
          <td className="extra" data-label={columns.by}>
            <bdi>{row.askedBy}</bdi>
          </td>
          <td className="state">
            <span className={badges.bulkChange[row.status]}>{t(`bulk-changes:status.${row.status}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
