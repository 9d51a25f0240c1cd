import type { ProductCode } from '#app/domain/products/products.ts'
import { type StationCondition, stationConditions } from '#app/domain/stations/stations.ts'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { StationTable } from './station-table.tsx'
import type { StationRowView } from './station-view.ts'

export interface StationListView {
  rows: StationRowView[]
  filter: {
    q?: string | undefined
    city?: string | undefined
    product?: ProductCode | undefined
    status?: StationCondition | undefined
  }
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

export interface StationListProps {
  view: StationListView
  /** The list's own URL. */
  path: string
  /** What to do while there are none. */
  next: NextStep
}

/** The network with its filters, for clients and for staff. */
export function StationList({ view, path, next }: StationListProps) {
  const { t } = useWords()
  const fuels = useProducts()
  const { filter, rows } = view
  const { city, product, status } = filter
  const labels = {
    city: t('common:field.city'),
    product: t('common:field.product'),
    status: t('stations:filter.status'),
  }
  const empty = (
    <EmptyState title={t('stations:empty.title')} icon="station" next={next}>
      {t('stations:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, empty, ...usePageHrefs(view) }}
      searchHint={t('stations:searchHint')}
      applied={[
        { name: 'status', label: labels.status, value: status && t(`stations:filter.${status}`) },
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
        { name: 'city', label: labels.city, value: city },
      ]}
      fields={
        <>
          <Select
            name="status"
            label={labels.status}
            empty={t('common:filter.all')}
            options={stationConditions.map((value) => ({ value, label: t(`stations:filter.${value}`) }))}
          />
          <Select
            name="product"
            label={labels.product}
            empty={t('common:filter.all')}
            options={fuels.options}
          />
          <Field name="city" label={labels.city} maxLength={100} autoComplete="off" />
        </>
      }
      hasRows={rows.length > 0}
    >
      {(bar) => <StationTable rows={rows} path={path} bar={bar} />}
    </FilteredList>
  )
}
