import { ruleOwners } from '#app/domain/authorizations/decline-codes.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { formatDate } from '#locales/format.ts'
import { DeclineTable } from './decline-table.tsx'
import type { DeclineListView } from './declines-view.ts'

export interface DeclineListProps {
  view: DeclineListView
  /** The list's own URL. */
  path: string
  withCompany?: boolean
}

/** The declines with their filters, for the company's people and for staff. */
export function DeclineList({ view, path, withCompany }: DeclineListProps) {
  const { t, locale } = useWords()
  const { rows, instrument, codes } = view
  const { card, coupon, ...filter } = view.filter
  const { code, whose, station, from, to } = filter
  const labels = {
    whose: t('refusals:rule'),
    code: t('refusals:why'),
    station: t('refusals:stationCode'),
    from: t('common:field.from'),
    to: t('common:field.to'),
  }
  const empty = (
    <EmptyState
      title={t('refusals:empty.title')}
      icon="station"
      next={{ label: t('refusals:empty.check'), href: '/check' }}
    >
      {t('refusals:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, empty, ...usePageHrefs(view) }}
      hiddenFilter={{ card, coupon }}
      searchHint={t(withCompany ? 'refusals:companyHint' : 'refusals:searchHint')}
      fields={
        <>
          <DateField name="from" label={labels.from} />
          <DateField name="to" label={labels.to} />
          <Select
            name="whose"
            label={labels.whose}
            empty={t('common:filter.all')}
            options={ruleOwners.map((value) => ({ value, label: t(`refusals:owner.${value}`) }))}
          />
          <Select name="code" label={labels.code} empty={t('common:filter.all')} options={codes} />
          <Field name="station" label={labels.station} maxLength={64} autoComplete="off" />
        </>
      }
      applied={[
        { name: 'card', label: t('refusals:instrument'), value: card && (instrument ?? card) },
        { name: 'coupon', label: t('refusals:instrument'), value: coupon && (instrument ?? coupon) },
        { name: 'whose', label: labels.whose, value: whose && t(`refusals:owner.${whose}`) },
        {
          name: 'code',
          label: labels.code,
          value: code && (codes.find(({ value }) => value === code)?.label ?? code),
        },
        { name: 'station', label: labels.station, value: station },
        { name: 'from', label: labels.from, value: from && formatDate(from, locale) },
        { name: 'to', label: labels.to, value: to && formatDate(to, locale) },
      ]}
      hasRows={rows.length > 0}
    >
      {(bar) => <DeclineTable rows={rows} bar={bar} {...(withCompany ? { withCompany } : {})} />}
    </FilteredList>
  )
}
