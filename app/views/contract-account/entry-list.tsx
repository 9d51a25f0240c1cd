import { DateField } from '#app/ui/form/date-field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { MonthLinks, type MonthRange } from '#app/ui/list/month-links.tsx'
import { formatDate, formatMoney } from '#locales/format.ts'
import type { EntryView, PeriodView } from './account-view.ts'
import { EntryTable } from './entry-table.tsx'

export interface EntryListView {
  rows: EntryView[]
  period: PeriodView
  filter: { from?: string | undefined; to?: string | undefined }
  /** The last ones, this one first. */
  months: MonthRange[]
  previousCursor: string | null
  nextCursor: string | null
}

/** The ledger with its period, for the company's people and for staff. */
export function EntryList({ view, path, next }: { view: EntryListView; path: string; next: string }) {
  const { t, locale } = useWords()
  const { rows, period, filter } = view
  const { from, to } = filter
  const label = { from: t('common:field.from'), to: t('common:field.to') }
  const money = (tiyn: number) => (
    <span key={tiyn} className="tabular">
      {formatMoney(tiyn, locale)}
    </span>
  )
  return (
    <section className="stack">
      <h2>{t('contract-account:movements')}</h2>
      <FilteredList
        path={path}
        filter={filter}
        {...usePageHrefs(view)}
        applied={[
          { name: 'from', label: label.from, value: from && formatDate(from, locale) },
          { name: 'to', label: label.to, value: to && formatDate(to, locale) },
        ]}
        fields={
          <>
            <DateField name="from" label={label.from} />
            <DateField name="to" label={label.to} />
          </>
        }
        notice={
          <>
            <MonthLinks months={view.months} current={{ from: from ?? '', to: to ?? '' }} />
            {from || to ? (
              <DescriptionList
                items={[
                  [t('contract-account:opening'), money(period.opening)],
                  [t('contract-account:closing'), money(period.closing)],
                ]}
              />
            ) : null}
          </>
        }
        empty={
          <EmptyState title={t('contract-account:empty.title')} icon="transactions" next={next}>
            {t('contract-account:empty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) => <EntryTable rows={rows} period={period} bar={bar} />}
      </FilteredList>
    </section>
  )
}
