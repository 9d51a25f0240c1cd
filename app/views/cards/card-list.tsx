import {
  type CardFilterState,
  type CardLimit,
  type CardState,
  cardFilters,
  cardSorts,
} from '#app/domain/cards/cards.ts'
import { formatDate, formatInteger, formatMoney, formatVolume } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, type FilterChip, FilterChips, SearchField } from '#app/ui/list/filter-bar.tsx'
import { sortBy, useListHref } from '#app/ui/list/list-hrefs.ts'
import { Found, SearchCapped } from '#app/ui/list/list-summary.tsx'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { blockerWords, cardWords } from '#app/ui/list/status-labels.ts'
import { SortHeader, Table } from '#app/ui/list/table.tsx'
import type { Locale } from '#locales/index.ts'

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
}

export interface CardListView {
  rows: CardRow[]
  filter: { q?: string | undefined; status?: CardFilterState | undefined; product?: ProductCode | undefined }
  sort: string
  total: { cards: number; capped: boolean }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

/** `100 L`, `50 000,00 ₸` */
export function formatOf(unit: 'ml' | 'tiyn', amount: number, locale: Locale): string {
  return unit === 'ml' ? formatVolume(amount, locale) : formatMoney(amount, locale)
}

/** The list with its filters, for the company's people and for staff. `path` is the list's own. */
export function CardList({ view, path }: { view: CardListView; path: string }) {
  const { t } = useWords()
  const { filter, rows, total } = view
  const isFiltered = Object.values(filter).some(Boolean)
  const nothing = isFiltered ? (
    <NothingFound clearHref={path} />
  ) : (
    <EmptyState title={t('cards:empty.title')} icon="card">
      {t('cards:empty.text')}
    </EmptyState>
  )
  return (
    <>
      {rows.length > 0 || isFiltered ? <CardFilters view={view} path={path} /> : null}
      {total.capped && filter.q ? <SearchCapped /> : null}
      {rows.length > 0 ? <CardTable view={view} path={path} /> : nothing}
    </>
  )
}

function CardFilters({ view, path }: { view: CardListView; path: string }) {
  const { t } = useWords()
  const { filter, sort } = view
  const fuels = useProducts()
  return (
    <div className="filters">
      <FilterBar
        values={{ ...filter, sort }}
        count={[filter.status, filter.product].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('cards:searchHint')} />}
      >
        <Select
          name="status"
          label={t('common:field.status')}
          empty={t('common:filter.all')}
          options={cardFilters.map((state) => ({ value: state, label: t(`cards:status.${state}`) }))}
        />
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
            options={cardSorts.map((value) => ({ value, label: t(`cards:sort.${value}`) }))}
          />
        </div>
      </FilterBar>
      <FilterChips chips={useChips(filter)} clearHref={path} />
    </div>
  )
}

function useChips({ q, status, product }: CardListView['filter']): FilterChip[] {
  const { t } = useWords()
  const fuels = useProducts()
  const href = useListHref()
  const chips: FilterChip[] = []
  const add = (name: string, label: string, value: string) =>
    chips.push({ label: `${label}: ${value}`, href: href({ [name]: null }) })
  if (q) add('q', t('common:field.search'), q)
  if (status) add('status', t('common:field.status'), t(`cards:status.${status}`))
  if (product) add('product', t('common:field.product'), fuels.nameOf(product))
  return chips
}

function CardTable({ view, path }: { view: CardListView; path: string }) {
  const { t, locale } = useWords()
  const href = useListHref()
  const blockers = blockerWords(t, 'cards')
  const blocked = t('cards:status.blocked')
  const states = { ...cardWords(t), blocked_by_client: blocked, blocked_by_issuer: blocked }
  const fuels = useProducts()
  const periods = {
    daily: t('cards:limit.perDay'),
    weekly: t('cards:limit.perWeek'),
    monthly: t('cards:limit.perMonth'),
  }
  const columns = { limits: t('cards:limits'), balance: t('cards:balance'), until: t('cards:validUntil') }
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
      {sortable('number', t('cards:number'))}
      {sortable('holder', `${t('cards:holder')}, ${t('cards:plate').toLowerCase()}`)}
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
    <Table label={t('cards:title')} head={head} bar={<Bar view={view} />}>
      {view.rows.map((row) => (
        <tr key={row.id}>
          <td className="main nowrap">
            <a href={`${path}/${row.id}`}>{row.name}</a>
          </td>
          <td>
            {row.holder}
            {row.plate ? <small>{row.plate}</small> : null}
          </td>
          <td className="extra">{fuels.namesOf(row.products)}</td>
          <td data-label={columns.limits}>
            <span>
              {row.limits.length === 0 ? '—' : null}
              {row.limits.map(({ period, limit }) => (
                <div key={period} className="nowrap">
                  {formatOf(row.unit, limit, locale)} <span className="quiet">{periods[period]}</span>
                </div>
              ))}
            </span>
          </td>
          <td className="num" data-label={columns.balance}>
            {row.balance ? formatOf(row.balance.unit, row.balance.amount, locale) : '—'}
          </td>
          <td className="tabular extra" data-label={columns.until}>
            {row.until ? formatDate(row.until, locale) : '—'}
          </td>
          <td className="state">
            <span className={badges.card[row.state]}>{states[row.state]}</span>
            {blockers[row.state] ? <small>{blockers[row.state]}</small> : null}
          </td>
        </tr>
      ))}
    </Table>
  )
}

function Bar({ view }: { view: CardListView }) {
  const { t, locale } = useWords()
  const href = useListHref()
  const { previousCursor, nextCursor, total } = view
  const n = formatInteger(total.cards, locale)
  return (
    <Pagination
      previousHref={previousCursor && href({ cursor: previousCursor })}
      nextHref={nextCursor && href({ cursor: nextCursor })}
    >
      {total.capped ? (
        <Found count={total.cards} capped />
      ) : (
        <span>{t('cards:count', { count: total.cards, n })}</span>
      )}
    </Pagination>
  )
}
