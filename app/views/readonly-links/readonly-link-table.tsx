import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDates, formatDateTime, formatInteger } from '#locales/format.ts'
import type { ReadonlyLinkRowView } from './readonly-link-view.ts'

/** Of the company, the newest first. */
export function ReadonlyLinkTable({ rows, bar }: { rows: readonly ReadonlyLinkRowView[]; bar?: ReactNode }) {
  const { t, locale } = useWords()
  const labels = {
    period: t('readonly-links:period'),
    until: t('readonly-links:until'),
    visits: t('readonly-links:visits.title'),
  }
  const head = (
    <>
      <th scope="col">{t('readonly-links:name')}</th>
      <th scope="col">{labels.period}</th>
      <th scope="col">{labels.until}</th>
      <th scope="col" className="num">
        {labels.visits}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('readonly-links:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/readonly-links/${row.id}`}>{row.name}</a>
          </td>
          <td data-label={labels.period}>{formatDates(row.from, row.to, locale)}</td>
          <td className="tabular" data-label={labels.until}>
            {formatDateTime(row.expiresAt, locale)}
          </td>
          <td className="num" data-label={labels.visits}>
            <span>
              {formatInteger(row.visits, locale)}
              {row.lastVisit ? <small>{formatDateTime(row.lastVisit, locale)}</small> : null}
            </span>
          </td>
          <td className="state">
            <StatusBadge of="readonlyLink" state={row.state}>
              {t(`readonly-links:status.${row.state}`)}
            </StatusBadge>
          </td>
        </tr>
      ))}
    </Table>
  )
}
