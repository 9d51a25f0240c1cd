import {
  type CouponFilterState,
  type CouponState,
  couponFilters,
  couponSorts,
} from '#app/domain/coupons/coupons.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, type FilterChip, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { sortBy, useListHref } from '#app/ui/list/list-hrefs.ts'
import { Found, SearchCapped } from '#app/ui/list/list-summary.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { blockerWords, couponWords } from '#app/ui/list/status-labels.ts'
import { SortHeader, Table } from '#app/ui/list/table.tsx'

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
}

export interface CouponListView {
  rows: CouponRow[]
  filter: {
    q?: string | undefined
    status?: CouponFilterState | undefined
    product?: ProductCode | undefined
    from?: string | undefined
    to?: string | undefined
  }
  sort: string
  sortRefused: boolean
  total: { coupons: number; volume: number; remaining: number; amount: number; capped: boolean }
  byState: Partial<Record<CouponFilterState, number>> | null
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

/** The list with its filters, for the company's people and for staff. `path` is the list's own. */
export function CouponList({ view, path }: { view: CouponListView; path: string }) {
  const { t } = useWords()
  const { filter, rows, total } = view
  const isFiltered = Object.values(filter).some(Boolean)
  const nothing = isFiltered ? (
    <NothingFound clearHref={path} />
  ) : (
    <EmptyState title={t('coupons:empty.title')} icon="coupon">
      {t('coupons:empty.text')}
    </EmptyState>
  )
  return (
    <>
      {rows.length > 0 || isFiltered ? <CouponFilters view={view} path={path} /> : null}
      {total.capped ? <SearchCapped /> : null}
      {view.sortRefused ? <Alert tone="info">{t('coupons:sortRefused')}</Alert> : null}
      {rows.length > 0 ? <CouponTable view={view} path={path} /> : nothing}
    </>
  )
}

function CouponFilters({ view, path }: { view: CouponListView; path: string }) {
  const { t, locale } = useWords()
  const { filter, byState, sort } = view
  const fuels = useProducts()
  const count = (state: CouponFilterState) =>
    byState ? ` (${formatInteger(byState[state] ?? 0, locale)})` : ''
  const states = couponFilters.filter((state) => !byState || byState[state] || state === filter.status)
  return (
    <div className="filters">
      <FilterBar
        values={{ ...filter, sort }}
        count={[filter.status, filter.product, filter.from, filter.to].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('coupons:searchHint')} />}
      >
        <Select
          name="status"
          label={t('common:field.status')}
          empty={t('common:filter.all')}
          options={states.map((state) => ({
            value: state,
            label: t(`coupons:status.${state}`) + count(state),
          }))}
        />
        <Select
          name="product"
          label={t('common:field.product')}
          empty={t('common:filter.all')}
          options={fuels.options}
        />
        <DateField name="from" label={t('coupons:expiresFrom')} />
        <DateField name="to" label={t('coupons:expiresTo')} />
        <div className="narrow-only">
          <Select
            name="sort"
            label={t('common:list.sort')}
            options={couponSorts.map((value) => ({ value, label: t(`coupons:sort.${value}`) }))}
          />
        </div>
      </FilterBar>
      <FilterChips chips={useChips(filter)} clearHref={path} />
    </div>
  )
}

function useChips(filter: CouponListView['filter']): FilterChip[] {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const href = useListHref()
  const { q, status, product, from, to } = filter
  const chips: FilterChip[] = []
  const add = (name: string, label: string, value: string) =>
    chips.push({ label: `${label}: ${value}`, href: href({ [name]: null }) })
  if (q) add('q', t('common:field.search'), q)
  if (status) add('status', t('common:field.status'), t(`coupons:status.${status}`))
  if (product) add('product', t('common:field.product'), fuels.nameOf(product))
  if (from) add('from', t('coupons:expiresFrom'), formatDate(from, locale))
  if (to) add('to', t('coupons:expiresTo'), formatDate(to, locale))
  return chips
}

function CouponTable({ view, path }: { view: CouponListView; path: string }) {
  const { t, locale } = useWords()
  const href = useListHref()
  const blockers = blockerWords(t, 'coupons')
  const blocked = t('coupons:status.blocked')
  const states = { ...couponWords(t), blocked_by_client: blocked, blocked_by_issuer: blocked }
  const fuels = useProducts()
  const columns = {
    product: t('common:field.product'),
    volume: t('coupons:denomination'),
    until: t('coupons:validUntil'),
  }
  const sortable = (column: string, words: string) => {
    const { sort, order } = sortBy(column, view.sort)
    return (
      <SortHeader href={href({ sort })} order={order}>
        {words}
      </SortHeader>
    )
  }
  const head = (
    <>
      {sortable('number', t('coupons:number'))}
      <th scope="col">{columns.product}</th>
      <th scope="col" className="num">
        {columns.volume}
      </th>
      {sortable('valid_until', columns.until)}
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table
      label={t('coupons:title')}
      head={head}
      foot={<TotalsRow total={view.total} />}
      bar={<Bar view={view} />}
    >
      {view.rows.map((row) => (
        <tr key={row.id}>
          <td className="main">
            <a href={`${path}/${row.id}`}>{row.number}</a>
          </td>
          <td className="half">{fuels.nameOf(row.product)}</td>
          <td className="num end">
            {formatVolume(row.volume, locale)}
            {row.remaining === null ? null : (
              <small>{t('coupons:left', { volume: formatVolume(row.remaining, locale) })}</small>
            )}
          </td>
          <td data-label={columns.until}>
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
            <span className={badges.coupon[row.state]}>{states[row.state]}</span>
            {blockers[row.state] ? <small>{blockers[row.state]}</small> : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function TotalsRow({ total }: { total: CouponListView['total'] }) {
  const { t, locale } = useWords()
  const n = formatInteger(total.coupons, locale)
  if (total.capped) return null
  return (
    <tr>
      <th scope="row" colSpan={2} className="main">
        {t('coupons:total')}: {t('coupons:count', { count: total.coupons, n })}
      </th>
      <td className="num" data-label={t('coupons:denomination')}>
        <span>
          {formatVolume(total.volume, locale)}
          <small>{t('coupons:left', { volume: formatVolume(total.remaining, locale) })}</small>
        </span>
      </td>
      <td colSpan={2}>
        {formatMoney(total.amount, locale)}
        <small>{t('common:field.amount')}</small>
      </td>
    </tr>
  )
}

function Bar({ view }: { view: CouponListView }) {
  const href = useListHref()
  const { previousCursor, nextCursor, total } = view
  return (
    <Pagination
      previousHref={previousCursor && href({ cursor: previousCursor })}
      nextHref={nextCursor && href({ cursor: nextCursor })}
    >
      <Found count={total.coupons} capped={total.capped} />
    </Pagination>
  )
}
