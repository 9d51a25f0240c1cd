import type { ReactNode } from 'react'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { formatDate } from '#locales/format.ts'

interface ShiftFilters {
  status?: string | undefined
  q?: string | undefined
  station?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export interface FilteredShiftsProps {
  /** The list's own URL. */
  path: string
  filter: ShiftFilters
  /** Shifts of tills have a cashier to search for. */
  withCashier?: boolean
  hasRows: boolean
  empty: ReactNode
  previousHref: string | null
  nextHref: string | null
  children: (bar: ReactNode) => ReactNode
}

/** Shifts by station, day and cashier. */
export function FilteredShifts({ filter, withCashier, ...list }: FilteredShiftsProps) {
  const { t, locale } = useWords()
  const { status, ...fields } = filter
  const labels = {
    station: t('till:admin.stationCode'),
    from: t('common:field.from'),
    to: t('common:field.to'),
  }
  return (
    <FilteredList
      {...list}
      filter={{ ...fields }}
      part={{ status }}
      {...(withCashier ? { searchHint: t('till:admin.searchHint') } : {})}
      fields={
        <>
          <DateField name="from" label={labels.from} />
          <DateField name="to" label={labels.to} />
          <Field name="station" label={labels.station} maxLength={64} autoComplete="off" />
        </>
      }
      applied={[
        { name: 'station', label: labels.station, value: fields.station },
        { name: 'from', label: labels.from, value: fields.from && formatDate(fields.from, locale) },
        { name: 'to', label: labels.to, value: fields.to && formatDate(fields.to, locale) },
      ]}
    />
  )
}
