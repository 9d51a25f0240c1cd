import type { ReactNode } from 'react'
import type { CardLimit, CardState } from '#app/domain/cards/cards.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { AskedView, HeldView } from '#app/ui/list/asked.ts'
import { AskedBadge, HeldBalance } from '#app/ui/list/asked-badge.tsx'
import { SelectAll } from '#app/ui/list/select-all.tsx'
import { SortableColumn } from '#app/ui/list/sortable-column.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDate, placesOf } from '#locales/format.ts'
import { formatCardAmount } from './card-amount.ts'
import { listedCardLabels } from './card-labels.ts'

export interface CardRow {
  id: number
  /** `•••• 3481`: the whole number never leaves the server for a list. */
  name: string
  holder: string
  plate: string
  products: ProductCode[]
  limits: CardLimit[]
  unit: 'ml' | 'tiyn'
  balance: { amount: number; unit: 'ml' | 'tiyn' } | null
  until: string | null
  state: CardState
  /** Null: the cabinet itself decides about it. */
  asked: AskedView | null
  held: HeldView | null
}

export interface CardTableProps {
  rows: readonly CardRow[]
  sort: string
  /** The list's own URL: a card's page is beneath it. */
  path: string
  bar: ReactNode
  /** With a box before each row, for a form around the table. */
  canPick?: boolean
}

export function CardTable({ rows, sort, path, bar, canPick = false }: CardTableProps) {
  const { t, locale } = useWords()
  const labels = listedCardLabels(t)
  const fuels = useProducts()
  const periods = {
    daily: t('cards:limit.perDay'),
    weekly: t('cards:limit.perWeek'),
    monthly: t('cards:limit.perMonth'),
  }
  const columns = { limits: t('cards:limits'), balance: t('cards:balance'), until: t('cards:validUntil') }
  const litres = rows.flatMap(({ balance }) => (balance?.unit === 'ml' ? balance.amount : []))
  const places = placesOf(litres)
  const head = (
    <>
      {canPick ? (
        <th className="pick">
          <SelectAll name="ids" />
        </th>
      ) : null}
      <SortableColumn column="number" sort={sort}>
        {t('cards:number')}
      </SortableColumn>
      <SortableColumn column="holder" sort={sort}>
        {`${t('cards:holder')}, ${t('cards:plate').toLowerCase()}`}
      </SortableColumn>
      <th scope="col" className="extra">
        {t('cards:products')}
      </th>
      <th scope="col">{columns.limits}</th>
      <th scope="col" className="num">
        {columns.balance}
      </th>
      <th scope="col" className="extra">
        {columns.until}
      </th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('cards:title')} head={head} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          {canPick ? (
            <td className="pick">
              <input
                type="checkbox"
                name="ids"
                value={row.id}
                aria-label={t('cards:pick.tick', { number: row.name })}
              />
            </td>
          ) : null}
          <td className="main nowrap">
            <a href={`${path}/${row.id}`}>{row.name}</a>
          </td>
          <td>
            <bdi>{row.holder}</bdi>
            {row.plate ? <small>{row.plate}</small> : null}
          </td>
          <td className="extra" title={fuels.namesOf(row.products)}>
            {fuels.shortsOf(row.products)}
          </td>
          <td data-label={columns.limits}>
            <span>
              {row.limits.length === 0 ? '—' : null}
              {row.limits.map(({ period, limit }) => (
                <span key={period} className="block nowrap">
                  {formatCardAmount(row.unit, limit, locale)} <span className="quiet">{periods[period]}</span>
                </span>
              ))}
            </span>
          </td>
          <td className="num" data-label={columns.balance}>
            {row.held ? (
              <HeldBalance held={row.held} />
            ) : row.balance ? (
              formatCardAmount(row.balance.unit, row.balance.amount, locale, places)
            ) : (
              '—'
            )}
          </td>
          <td className="tabular extra" data-label={columns.until}>
            {row.until ? formatDate(row.until, locale) : '—'}
          </td>
          <td className="state">
            {row.asked?.label ? (
              <AskedBadge asked={row.asked} badge={badges.card[row.state]}>
                {labels.status[row.state]}
              </AskedBadge>
            ) : (
              <>
                <span className={badges.card[row.state]}>{labels.status[row.state]}</span>
                {labels.blockedBy[row.state] ? <small>{labels.blockedBy[row.state]}</small> : null}
              </>
            )}
          </td>
        </tr>
      ))}
    </Table>
  )
}
