import type { ProductCode } from '#app/domain/products/products.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'
import { litresText } from './vehicle-text.ts'

export interface VehicleListView {
  rows: {
    id: number
    plate: string
    make: string
    product: ProductCode | null
    tank: number | null
    norm: number | null
  }[]
  filter: { q?: string | undefined; product?: ProductCode | undefined; status?: 'archived' | undefined }
  total: { count: number; capped: boolean }
  previousCursor: string | null
  nextCursor: string | null
}

/** A company's vehicles by plate. */
export function VehicleList({ view, next }: { view: VehicleListView; next: NextStep }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { filter, rows, total } = view
  const { status, product } = filter
  const labels = { status: t('fleet:status.label'), product: t('common:field.product') }
  const columns = { tank: t('fleet:field.tank'), norm: t('fleet:field.norm') }
  const empty = (
    <EmptyState title={t('fleet:vehicles.empty.title')} icon="vehicle" next={next}>
      {t('fleet:vehicles.empty.text')}
    </EmptyState>
  )
  const head = (
    <>
      <th scope="col">{t('fleet:field.plate')}</th>
      <th scope="col">{t('fleet:field.make')}</th>
      <th scope="col">{labels.product}</th>
      <th scope="col" className="num">
        {columns.tank}
      </th>
      <th scope="col" className="num">
        {columns.norm}
      </th>
    </>
  )
  return (
    <FilteredList
      path="/vehicles"
      {...{ filter, empty, ...usePageHrefs(view) }}
      searchHint={t('fleet:vehicles.searchHint')}
      fields={
        <>
          <Select
            name="product"
            label={labels.product}
            empty={t('common:filter.all')}
            options={fuels.options}
          />
          <Select
            name="status"
            label={labels.status}
            empty={t('fleet:status.current')}
            options={[{ value: 'archived', label: t('fleet:status.archived') }]}
          />
        </>
      }
      applied={[
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
        { name: 'status', label: labels.status, value: status && t('fleet:status.archived') },
      ]}
      total={{ ...total, shown: rows.length }}
      totalLabel={t('fleet:vehicles.count', { count: total.count, n: formatInteger(total.count, locale) })}
      hasRows={rows.length > 0}
    >
      {(bar) => (
        <Table label={t('fleet:vehicles.title')} head={head} bar={bar}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="main nowrap">
                <a href={`/vehicles/${row.id}`}>{row.plate}</a>
              </td>
              <td>{row.make}</td>
              <td title={row.product ? fuels.nameOf(row.product) : undefined}>
                {row.product ? fuels.shortOf(row.product) : '—'}
              </td>
              <td className="num" data-label={columns.tank}>
                {litresText(row.tank, locale) || '—'}
              </td>
              <td className="num" data-label={columns.norm}>
                {litresText(row.norm, locale) || '—'}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </FilteredList>
  )
}
