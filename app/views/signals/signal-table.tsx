import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatMoney } from '#locales/format.ts'
import { type SignalView, signalText } from './signal-view.ts'

/** What is to be looked into, what is most at risk first. */
export function SignalTable({ rows, bar }: { rows: readonly SignalView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const columns = {
    station: t('common:field.station'),
    company: t('common:field.company'),
    at: t('signals:at'),
    atRisk: t('signals:atRisk'),
  }
  const head = (
    <>
      <th scope="col">{t('signals:what')}</th>
      <th scope="col">{columns.station}</th>
      <th scope="col">{columns.company}</th>
      <th scope="col">{columns.at}</th>
      <th scope="col" className="num">
        {columns.atRisk}
      </th>
    </>
  )
  return (
    <Table label={t('signals:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/admin/signals/${row.id}`}>{t(`signals:kind.${row.kind}`)}</a>
            <small>{signalText(t, locale, row)}</small>
            {row.settled ? <small>{t(`signals:outcome.${row.settled.as}`)}</small> : null}
          </td>
          <td data-label={columns.station}>{row.station}</td>
          <td data-label={columns.company}>{row.company?.name ?? ''}</td>
          <td data-label={columns.at} className="tabular">
            {formatDateTime(row.at, locale)}
          </td>
          <td data-label={columns.atRisk} className="num">
            {formatMoney(row.atRisk, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
