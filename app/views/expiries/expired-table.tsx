import type { ReactNode } from 'react'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatMoney, formatVolume, placesOf } from '#locales/format.ts'
import type { ExpiredRow } from './expiry-view.ts'

interface Props {
  rows: readonly ExpiredRow[]
  /** Of all pages. */
  total: { remaining: number; worth: number }
  bar: ReactNode
  /** Rows can be ticked, to ask the supplier about them. */
  withTicks: boolean
}

/** Coupons that have ended with fuel in them, and what it is worth. */
export function ExpiredTable({ rows, total, bar, withTicks }: Props) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const columns = {
    until: t('expiries:endedOn'),
    remaining: t('coupons:remaining'),
    worth: t('expiries:worth'),
  }
  const places = placesOf([...rows.map(({ remaining }) => remaining), total.remaining])
  const head = (
    <>
      {withTicks ? (
        <th className="pick">
          <SelectAll name="ids" />
        </th>
      ) : null}
      <th scope="col">{t('coupons:number')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col">{columns.until}</th>
      <th scope="col" className="num">
        {columns.remaining}
      </th>
      <th scope="col" className="num">
        {columns.worth}
      </th>
    </>
  )
  const foot = (
    <tr data-expired>
      <th scope="row" colSpan={withTicks ? 4 : 3}>
        {t('expiries:expiredTotal')}
      </th>
      <td className="num" data-label={columns.remaining}>
        {formatVolume(total.remaining, locale, places)}
      </td>
      <td className="num" data-label={columns.worth}>
        {formatMoney(total.worth, locale)}
      </td>
    </tr>
  )
  return (
    <Table label={t('expiries:expiredTitle')} head={head} foot={foot} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          {withTicks ? (
            <td className="pick">
              <input
                type="checkbox"
                name="ids"
                value={row.id}
                disabled={row.requestId !== null}
                aria-label={t('coupons:hand.tick', { number: row.number })}
              />
            </td>
          ) : null}
          <td className="main">
            <a href={`/coupons/${row.id}`}>
              <NumberInGroups number={row.number} />
            </a>
            {row.requestId === null ? null : (
              <small>{t('expiries:waiting', { number: String(row.requestId) })}</small>
            )}
          </td>
          <td className="half lead" title={fuels.nameOf(row.product)}>
            {fuels.shortOf(row.product)}
          </td>
          <td className="lead-next" data-label={columns.until}>
            {formatDate(row.until, locale)}
          </td>
          <td className="num end lead">{formatVolume(row.remaining, locale, places)}</td>
          <td className="num" data-label={columns.worth}>
            {formatMoney(row.worth, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
