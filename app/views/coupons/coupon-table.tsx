import type { ReactNode } from 'react'
import type { CouponState } from '#app/domain/coupons/coupons.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { AskedView } from '#app/ui/list/asked.ts'
import { AskedBadge } from '#app/ui/list/asked-badge.tsx'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { SortableColumn } from '#app/ui/list/sortable-column.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, formatVolume, placesOf } from '#locales/format.ts'
import { listedCouponLabels } from './coupon-labels.ts'
import { type CouponTotal, TotalsRow } from './coupon-totals-row.tsx'

export interface CouponRow {
  id: number
  number: string
  product: ProductCode
  /** Millilitres. */
  volume: number
  /** What is left of a coupon that was used in part. */
  remaining: number | null
  /** Last day. */
  until: string
  /** Of an active one that ends soon: days to its last. */
  daysLeft: number | null
  state: CouponState
  /** Null: the cabinet itself decides about it. */
  asked: AskedView | null
  /** The driver who has it; null: nobody has. */
  holder: string | null
  /** Whether it can be given to a driver. */
  canHand: boolean
}

export interface CouponTableProps {
  rows: readonly CouponRow[]
  sort: string
  /** The list's own URL: a coupon's page is beneath it. */
  path: string
  /** Of all pages; null where it is not known. */
  total: CouponTotal | null
  bar: ReactNode
  /** Rows can be ticked, to be given to a driver. */
  withTicks?: boolean
}

export function CouponTable({ rows, sort, path, total, bar, withTicks = false }: CouponTableProps) {
  const { t, locale } = useWords()
  const labels = listedCouponLabels(t)
  const fuels = useProducts()
  const columns = {
    product: t('common:field.product'),
    volume: t('coupons:denomination'),
    until: t('coupons:validUntil'),
  }
  const places = placesOf([...rows.map(({ volume }) => volume), total?.volume ?? 0])
  const head = (
    <>
      {withTicks ? (
        <th className="pick">
          <SelectAll name="ids" />
        </th>
      ) : null}
      <SortableColumn column="number" sort={sort}>
        {t('coupons:number')}
      </SortableColumn>
      <th scope="col">{columns.product}</th>
      <th scope="col" className="num">
        {columns.volume}
      </th>
      <SortableColumn column="valid_until" sort={sort}>
        {columns.until}
      </SortableColumn>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table
      label={t('coupons:title')}
      head={head}
      foot={total ? <TotalsRow total={total} places={places} span={withTicks ? 3 : 2} /> : null}
      bar={bar}
    >
      {rows.map((row) => (
        <tr key={row.id}>
          {withTicks ? (
            <td className="pick">
              <input
                type="checkbox"
                name="ids"
                value={row.id}
                disabled={!row.canHand}
                aria-label={t('coupons:hand.tick', { number: row.number })}
              />
            </td>
          ) : null}
          <td className="main">
            <a href={`${path}/${row.id}`}>
              <NumberInGroups number={row.number} />
            </a>
            {row.holder === null ? null : <small>{t('coupons:hand.with', { name: row.holder })}</small>}
          </td>
          <td className="half lead" title={fuels.nameOf(row.product)}>
            {fuels.shortOf(row.product)}
          </td>
          <td className="num end lead">
            {formatVolume(row.volume, locale, places)}
            {row.remaining === null ? null : (
              <small>{t('coupons:left', { volume: formatVolume(row.remaining, locale) })}</small>
            )}
          </td>
          <td className="lead-next" data-label={columns.until}>
            <span>
              {formatDate(row.until, locale)}
              {row.daysLeft === null ? null : (
                <small className="stat-warn">
                  {row.daysLeft === 0
                    ? t('coupons:lastDay')
                    : t('common:inDays', { count: row.daysLeft, n: row.daysLeft })}
                </small>
              )}
            </span>
          </td>
          <td className="state">
            {row.asked?.label ? (
              <AskedBadge asked={row.asked} badge={badges.coupon[row.state]}>
                {labels.status[row.state]}
              </AskedBadge>
            ) : (
              <>
                <span className={badges.coupon[row.state]}>{labels.status[row.state]}</span>
                {labels.blockedBy[row.state] ? <small>{labels.blockedBy[row.state]}</small> : null}
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
