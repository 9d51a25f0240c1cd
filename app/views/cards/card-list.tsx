import { type CardFilterState, cardFilters, cardSorts } from '#app/domain/cards/cards.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { formatDate, formatInteger } from '#locales/format.ts'
import { CardPicker } from './card-picker.tsx'
import { type CardRow, CardTable } from './card-table.tsx'

export interface CardListView {
  rows: CardRow[]
  filter: {
    q?: string | undefined
    status?: CardFilterState | undefined
    product?: ProductCode | undefined
    to?: string | undefined
    limit?: 'near' | undefined
  }
  sort: string
  total: { cards: number; capped: boolean }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

export interface CardListProps {
  view: CardListView
  /** The list's own URL. */
  path: string
  /** What to do while there are none. */
  next: NextStep
  /** Those who may change many cards at once. */
  canPick?: boolean
}

/** The list with its filters, for the company's people and for staff. */
export function CardList({ view, path, next, canPick = false }: CardListProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { filter, rows, sort, total } = view
  const { status, product, to, limit } = filter
  const labels = {
    status: t('common:field.status'),
    product: t('common:field.product'),
    limit: t('cards:filter.limit'),
    to: t('cards:filter.to'),
  }
  const empty = (
    <EmptyState title={t('cards:empty.title')} icon="card" next={next}>
      {t('cards:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, sort, empty, ...usePageHrefs(view) }}
      searchHint={t('cards:searchHint')}
      fields={<CardFilterFields labels={labels} />}
      applied={[
        { name: 'status', label: labels.status, value: status && t(`cards:status.${status}`) },
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
        { name: 'limit', label: labels.limit, value: limit && t(`cards:filter.${limit}`) },
        { name: 'to', label: labels.to, value: to && formatDate(to, locale) },
      ]}
      sorts={cardSorts.map((value) => ({ value, label: t(`cards:sort.${value}`) }))}
      total={{ count: total.cards, capped: total.capped, shown: rows.length }}
      totalLabel={t('cards:count', { count: total.cards, n: formatInteger(total.cards, locale) })}
      hasRows={rows.length > 0}
    >
      {(bar) => {
        const table = <CardTable {...{ rows, sort, path, bar, canPick }} />
        return canPick ? <CardPicker view={view}>{table}</CardPicker> : table
      }}
    </FilteredList>
  )
}

function CardFilterFields({ labels }: { labels: Record<'status' | 'product' | 'limit' | 'to', string> }) {
  const { t } = useWords()
  const fuels = useProducts()
  return (
    <>
      <Select
        name="status"
        label={labels.status}
        empty={t('common:filter.all')}
        options={cardFilters.map((state) => ({ value: state, label: t(`cards:status.${state}`) }))}
      />
      <Select name="product" label={labels.product} empty={t('common:filter.all')} options={fuels.options} />
      <Select
        name="limit"
        label={labels.limit}
        empty={t('common:filter.all')}
        options={[{ value: 'near', label: t('cards:filter.near') }]}
      />
      <DateField name="to" label={labels.to} />
    </>
  )
}
