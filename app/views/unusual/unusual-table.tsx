import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatMoney } from '#locales/format.ts'
import { type UnusualView, unusualText } from './unusual-view.ts'

/** Each a sentence with its figures, what is most at risk first. */
export function UnusualTable({ rows, bar }: { rows: readonly UnusualView[]; bar: ReactNode }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const columns = {
    card: t('unusual:card'),
    station: t('common:field.station'),
    at: t('unusual:at'),
    atRisk: t('unusual:atRisk'),
  }
  const head = (
    <>
      <th scope="col">{t('unusual:what')}</th>
      <th scope="col">{columns.card}</th>
      <th scope="col">{columns.station}</th>
      <th scope="col">{columns.at}</th>
      <th scope="col" className="num">
        {columns.atRisk}
      </th>
    </>
  )
  return (
    <Table label={t('unusual:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`/unusual/${row.id}`}>{t(`unusual:kind.${row.kind}`)}</a>
            <small>{unusualText(t, locale, fuels, row)}</small>
            {row.settled ? <small>{t(`unusual:outcome.${row.settled.as}`)}</small> : null}
          </td>
          <td data-label={columns.card} className="nowrap">
            {row.card.name}
          </td>
          <td data-label={columns.station}>{row.station}</td>
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
