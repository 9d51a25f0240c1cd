import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import type { StationRowView } from './station-view.ts'
import { hoursText, opensText, shortageText, stationStatusLabels } from './station-words.ts'

export interface StationTableProps {
  rows: readonly StationRowView[]
  /** The list's own URL: a station's page is beneath it. */
  path: string
  bar: ReactNode
}

export function StationTable({ rows, path, bar }: StationTableProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const states = stationStatusLabels(t)
  const columns = { products: t('stations:products'), hours: t('stations:hours') }
  const head = (
    <>
      <th scope="col">{t('stations:name')}</th>
      <th scope="col">{t('stations:address')}</th>
      <th scope="col">{columns.products}</th>
      <th scope="col" className="extra">
        {columns.hours}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('stations:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.code}>
          <td className="main">
            <a href={`${path}/${encodeURIComponent(row.code)}`}>{row.name}</a>
            <small>{row.code}</small>
          </td>
          <td>{[row.city, row.address].filter(Boolean).join(', ')}</td>
          <td data-label={columns.products}>
            <span>
              {row.products.length > 0 ? (
                <span title={fuels.namesOf(row.products)}>{fuels.shortsOf(row.products)}</span>
              ) : (
                '—'
              )}
              {row.shortages.map((shortage) => (
                <small key={shortage.id}>{shortageText(t, locale, fuels, shortage)}</small>
              ))}
            </span>
          </td>
          <td className="extra" data-label={columns.hours}>
            {hoursText(t, row.hours) || '—'}
          </td>
          <td className="state">
            <span className={badges.station[row.state]}>{states[row.state]}</span>
            <small>{opensText(t, locale, row)}</small>
          </td>
        </tr>
      ))}
    </Table>
  )
}
