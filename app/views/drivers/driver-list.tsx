import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger, formatPhone } from '#locales/format.ts'
import { type Locale, localeNames } from '#locales/index.ts'

export interface DriverListView {
  rows: { id: number; name: string; phone: string; locale: Locale; comment: string }[]
  filter: { q?: string | undefined; status?: 'archived' | undefined }
  total: { count: number; capped: boolean }
  previousCursor: string | null
  nextCursor: string | null
}

/** A company's drivers by name. */
export function DriverList({ view, next }: { view: DriverListView; next: NextStep }) {
  const { t, locale } = useWords()
  const { filter, rows, total } = view
  const { status } = filter
  const label = t('fleet:status.label')
  const columns = { phone: t('common:field.phone'), locale: t('common:field.language') }
  const empty = (
    <EmptyState title={t('fleet:drivers.empty.title')} icon="person" next={next}>
      {t('fleet:drivers.empty.text')}
    </EmptyState>
  )
  const head = (
    <>
      <th scope="col">{t('common:field.name')}</th>
      <th scope="col">{columns.phone}</th>
      <th scope="col">{columns.locale}</th>
      <th scope="col" className="extra">
        {t('common:field.comment')}
      </th>
    </>
  )
  return (
    <FilteredList
      path="/drivers"
      {...{ filter, empty, ...usePageHrefs(view) }}
      searchHint={t('fleet:drivers.searchHint')}
      fields={
        <Select
          name="status"
          label={label}
          empty={t('fleet:status.current')}
          options={[{ value: 'archived', label: t('fleet:status.archived') }]}
        />
      }
      applied={[{ name: 'status', label, value: status && t('fleet:status.archived') }]}
      total={{ ...total, shown: rows.length }}
      totalLabel={t('fleet:drivers.count', { count: total.count, n: formatInteger(total.count, locale) })}
      hasRows={rows.length > 0}
    >
      {(bar) => (
        <Table label={t('fleet:drivers.title')} head={head} bar={bar}>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="main">
                <a href={`/drivers/${row.id}`}>{row.name}</a>
              </td>
              <td className="tabular" data-label={columns.phone}>
                {formatPhone(row.phone) || '—'}
              </td>
              <td data-label={columns.locale}>{localeNames[row.locale]}</td>
              <td className="extra">{row.comment}</td>
            </tr>
          ))}
        </Table>
      )}
    </FilteredList>
  )
}
