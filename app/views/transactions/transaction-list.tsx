import type { ProductCode } from '#app/domain/products/products.ts'
import { type TransactionSort, transactionSorts } from '#app/domain/transactions/transactions.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { MonthLinks, type MonthRange } from '#app/ui/list/month-links.tsx'
import { formatDate } from '#locales/format.ts'
import { type TransactionRow, TransactionTable, type TransactionTotal } from './transaction-table.tsx'

export interface TransactionListView {
  rows: TransactionRow[]
  filter: {
    q?: string | undefined
    product?: ProductCode | undefined
    from?: string | undefined
    to?: string | undefined
    card?: string | undefined
    coupon?: string | undefined
    driver?: string | undefined
    vehicle?: string | undefined
  }
  /** The card or the coupon that the list is narrowed to, by name. */
  instrument: string | null
  /** Whose it was then. */
  driver: string | null
  vehicle: string | null
  /** The last ones, this one first. */
  months: MonthRange[]
  sort: TransactionSort
  total: TransactionTotal & { capped: boolean }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

export interface TransactionListProps {
  view: TransactionListView
  /** The list's own URL. */
  path: string
  /** What to do while there are none. */
  next: NextStep
}

/** The list with its filters, for the company's people and for staff. */
export function TransactionList({ view, path, next }: TransactionListProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { rows, sort, total, instrument } = view
  const { card, coupon, driver, vehicle, ...filter } = view.filter
  const { product, from, to } = filter
  const labels = {
    product: t('common:field.product'),
    from: t('common:field.from'),
    to: t('common:field.to'),
  }
  const empty = (
    <EmptyState title={t('transactions:empty.title')} icon="transactions" next={next}>
      {t('transactions:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, sort, empty, ...usePageHrefs(view) }}
      hiddenFilter={{ card, coupon, driver, vehicle }}
      searchHint={t('transactions:searchHint')}
      fields={<TransactionFilterFields labels={labels} />}
      applied={[
        { name: 'card', label: t('transactions:card'), value: card && (instrument ?? card) },
        { name: 'coupon', label: t('transactions:coupon'), value: coupon && (instrument ?? coupon) },
        { name: 'driver', label: t('cards:holder'), value: driver && (view.driver ?? driver) },
        { name: 'vehicle', label: t('cards:plate'), value: vehicle && (view.vehicle ?? vehicle) },
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
        { name: 'from', label: labels.from, value: from && formatDate(from, locale) },
        { name: 'to', label: labels.to, value: to && formatDate(to, locale) },
      ]}
      sorts={transactionSorts.map((value) => ({ value, label: t(`common:list.${value}First`) }))}
      total={{ count: total.transactions, capped: total.capped, shown: rows.length }}
      notice={<MonthLinks months={view.months} current={{ from: from ?? '', to: to ?? '' }} />}
      hasRows={rows.length > 0}
    >
      {(bar) => (
        <TransactionTable rows={rows} sort={sort} total={total.capped ? undefined : total} bar={bar} />
      )}
    </FilteredList>
  )
}

function TransactionFilterFields({ labels }: { labels: { product: string; from: string; to: string } }) {
  const { t } = useWords()
  const fuels = useProducts()
  return (
    <>
      <DateField name="from" label={labels.from} />
      <DateField name="to" label={labels.to} />
      <Select name="product" label={labels.product} empty={t('common:filter.all')} options={fuels.options} />
    </>
  )
}
