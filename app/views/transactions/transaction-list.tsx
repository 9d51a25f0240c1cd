import type { ReactNode } from 'react'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { type TransactionSort, transactionSorts } from '#app/domain/transactions/transactions.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, type FilterChip, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { useListHref } from '#app/ui/list/list-hrefs.ts'
import { Found, SearchCapped } from '#app/ui/list/list-summary.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { SortHeader, Table } from '#app/ui/list/table.tsx'

export interface TransactionRow {
  id: number
  /** Wall clock of Almaty. */
  at: string
  /** `•••• 3481` of a card, a coupon's whole number. */
  instrument: string
  /** Of the card's or the coupon's page. */
  href: string | null
  holder: string
  plate: string
  station: string
  city: string
  receipt: string
  product: ProductCode
  /** Millilitres. */
  volume: number
  /** Tiyn a litre. */
  price: number
  /** Tiyn. */
  amount: number
}

export interface TransactionListView {
  rows: TransactionRow[]
  filter: {
    q?: string | undefined
    product?: ProductCode | undefined
    from?: string | undefined
    to?: string | undefined
    card?: string | undefined
    coupon?: string | undefined
  }
  /** The card or the coupon that the list is narrowed to, by name. */
  instrument: string | null
  sort: TransactionSort
  total: { transactions: number; volume: number; amount: number; capped: boolean }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

/** The list with its filters, for the company's people and for staff. `path` is the list's own. */
export function TransactionList({ view, path }: { view: TransactionListView; path: string }) {
  const { t } = useWords()
  const { filter, rows, total } = view
  const isFiltered = Object.values(filter).some(Boolean)
  const nothing = isFiltered ? (
    <NothingFound clearHref={path} />
  ) : (
    <EmptyState title={t('transactions:empty.title')} icon="transactions">
      {t('transactions:empty.text')}
    </EmptyState>
  )
  const href = useListHref()
  const { previousCursor, nextCursor } = view
  const bar = (
    <Pagination
      previousHref={previousCursor && href({ cursor: previousCursor })}
      nextHref={nextCursor && href({ cursor: nextCursor })}
    >
      <Found count={total.transactions} capped={total.capped} />
    </Pagination>
  )
  return (
    <>
      {rows.length > 0 || isFiltered ? <TransactionFilters view={view} path={path} /> : null}
      {total.capped && filter.q ? <SearchCapped /> : null}
      {rows.length > 0 ? (
        <TransactionTable rows={rows} sort={view.sort} total={total.capped ? undefined : total} bar={bar} />
      ) : (
        nothing
      )}
    </>
  )
}

function TransactionFilters({ view, path }: { view: TransactionListView; path: string }) {
  const { t } = useWords()
  const { filter, sort } = view
  const { card, coupon, ...values } = filter
  const fuels = useProducts()
  return (
    <div className="filters">
      <FilterBar
        values={{ ...values, sort }}
        count={[filter.product, filter.from, filter.to].filter(Boolean).length}
        keep={{ card, coupon }}
        search={<SearchField label={t('common:field.search')} by={t('transactions:searchHint')} />}
      >
        <DateField name="from" label={t('common:field.from')} />
        <DateField name="to" label={t('common:field.to')} />
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:filter.all')}
          options={fuels.options}
        />
        <div className="narrow-only">
          <Select
            name="sort"
            label={t('common:list.sort')}
            options={transactionSorts.map((value) => ({ value, label: t(`common:list.${value}First`) }))}
          />
        </div>
      </FilterBar>
      <FilterChips chips={useChips(view)} clearHref={path} />
    </div>
  )
}

function useChips({ filter, instrument }: TransactionListView): FilterChip[] {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const href = useListHref()
  const { q, product, from, to, card, coupon } = filter
  const chips: FilterChip[] = []
  const add = (name: string, label: string, value: string) =>
    chips.push({ label: `${label}: ${value}`, href: href({ [name]: null }) })
  if (q) add('q', t('common:field.search'), q)
  if (card) add('card', t('transactions:card'), instrument ?? card)
  if (coupon) add('coupon', t('transactions:coupon'), instrument ?? coupon)
  if (product) add('product', t('common:field.product'), fuels.nameOf(product))
  if (from) add('from', t('common:field.from'), formatDate(from, locale))
  if (to) add('to', t('common:field.to'), formatDate(to, locale))
  return chips
}

export interface TransactionTableProps {
  rows: readonly TransactionRow[]
  /** Left out: the newest few, in an order that cannot be changed. */
  sort?: TransactionSort
  total?: Pick<TransactionListView['total'], 'transactions' | 'volume' | 'amount'> | undefined
  bar?: ReactNode
  /** All are one card's or coupon's, which the page names already. */
  ofOne?: boolean
}

export function TransactionTable({ rows, sort, total, bar, ofOne }: TransactionTableProps) {
  const { t, locale } = useWords()
  const href = useListHref()
  const fuels = useProducts()
  const amount = t('transactions:amount')
  const receipt = (number: string) => t('transactions:receiptNumber', { number })
  const order = sort === 'oldest' ? 'ascending' : 'descending'
  const head = (
    <>
      {ofOne ? null : <th scope="col">{t('transactions:instrument')}</th>}
      {sort ? (
        <SortHeader href={href({ sort: sort === 'newest' ? 'oldest' : 'newest' })} order={order}>
          {t('transactions:when')}
        </SortHeader>
      ) : (
        <th scope="col">{t('transactions:when')}</th>
      )}
      <th scope="col">{t('transactions:station')}</th>
      <th scope="col">{t('common:field.product')}</th>
      <th scope="col" className="num">
        {t('transactions:volume')}
      </th>
      <th scope="col" className="num extra">
        {t('transactions:price')}
      </th>
      <th scope="col" className="num">
        {amount}
      </th>
    </>
  )
  const foot = total ? <TotalsRow total={total} before={ofOne ? 3 : 4} /> : null
  return (
    <Table label={t('transactions:title')} head={head} foot={foot} bar={bar}>
      {rows.map((row) => (
        <tr key={row.id}>
          {ofOne ? null : (
            <td className="main">
              {row.href ? <a href={row.href}>{row.instrument}</a> : row.instrument}
              {row.plate ? <span className="plate">{row.plate}</span> : null}
              {row.holder ? <small>{row.holder}</small> : null}
            </td>
          )}
          <td className={ofOne ? 'main nowrap' : 'end nowrap'}>
            {formatDate(row.at, locale)}
            <small>{row.at.slice(11, 16)}</small>
          </td>
          <td className="roomy">
            {row.station}
            <small>{row.city ? `${row.city} · ${receipt(row.receipt)}` : receipt(row.receipt)}</small>
          </td>
          <td className="half">{fuels.nameOf(row.product)}</td>
          <td className="num end">{formatVolume(row.volume, locale)}</td>
          <td className="num extra narrow-hide">{formatMoney(row.price, locale)}</td>
          <td className="num" data-label={amount}>
            {formatMoney(row.amount, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}

interface TotalsRowProps {
  total: NonNullable<TransactionTableProps['total']>
  /** Columns before the volume. */
  before: number
}

function TotalsRow({ total, before }: TotalsRowProps) {
  const { t, locale } = useWords()
  const n = formatInteger(total.transactions, locale)
  return (
    <tr>
      <th scope="row" colSpan={before} className="main">
        {t('transactions:total')}: {t('transactions:count', { count: total.transactions, n })}
      </th>
      <td className="num" data-label={t('transactions:volume')}>
        {formatVolume(total.volume, locale)}
      </td>
      <td className="extra narrow-hide" />
      <td className="num" data-label={t('transactions:amount')}>
        {formatMoney(total.amount, locale)}
      </td>
    </tr>
  )
}
