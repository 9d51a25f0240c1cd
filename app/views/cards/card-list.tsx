import { type CardFilterState, cardFilters, cardSorts } from '#app/domain/cards/cards.ts'
import { formatInteger } from '#app/domain/kernel/format.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { type CardRow, CardTable } from './card-table.tsx'

export interface CardListView {
  rows: CardRow[]
  filter: { q?: string | undefined; status?: CardFilterState | undefined; product?: ProductCode | undefined }
  sort: string
  total: { cards: number; capped: boolean }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

/** The list with its filters, for the company's people and for staff. `path` is the list's own. */
export function CardList({ view, path }: { view: CardListView; path: string }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { filter, rows, sort, total, previousCursor, nextCursor } = view
  const { status, product } = filter
  const labels = { status: t('common:field.status'), product: t('common:field.product') }
  const empty = (
    <EmptyState title={t('cards:empty.title')} icon="card">
      {t('cards:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, sort, empty, previousCursor, nextCursor }}
      searchHint={t('cards:searchHint')}
      fields={<CardFilterFields labels={labels} />}
      applied={[
        { name: 'status', label: labels.status, value: status && t(`cards:status.${status}`) },
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
      ]}
      sorts={cardSorts.map((value) => ({ value, label: t(`cards:sort.${value}`) }))}
      total={{ count: total.cards, capped: total.capped }}
      totalLabel={t('cards:count', { count: total.cards, n: formatInteger(total.cards, locale) })}
      hasRows={rows.length > 0}
    >
      {(bar) => <CardTable rows={rows} sort={sort} path={path} bar={bar} />}
    </FilteredList>
  )
}

function CardFilterFields({ labels }: { labels: { status: string; product: string } }) {
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
    </>
  )
}
