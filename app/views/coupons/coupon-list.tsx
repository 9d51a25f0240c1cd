import { type CouponFilterState, couponFilters, couponSorts } from '#app/domain/coupons/coupons.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { formatDate, formatInteger } from '#locales/format.ts'
import { CouponPicker } from './coupon-picker.tsx'
import { type CouponRow, CouponTable } from './coupon-table.tsx'
import type { CouponTotal } from './coupon-totals-row.tsx'

export interface CouponListView {
  rows: CouponRow[]
  filter: {
    q?: string | undefined
    status?: CouponFilterState | undefined
    product?: ProductCode | undefined
    from?: string | undefined
    to?: string | undefined
  }
  sort: string
  sortRefused: boolean
  total: CouponTotal & { capped: boolean }
  byState: Partial<Record<CouponFilterState, number>> | null
  asOf: string | null
  previousCursor: string | null
  nextCursor: string | null
}

export interface CouponListProps {
  view: CouponListView
  /** The list's own URL. */
  path: string
  /** What to do while there are none. */
  next: NextStep
  /** Coupons can be ticked and given to a driver. */
  mayHandOver?: boolean
}

/** The list with its filters, for the company's people and for staff. */
export function CouponList({ view, path, next, mayHandOver = false }: CouponListProps) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { filter, rows, sort, total } = view
  const { status, product, from, to } = filter
  const labels = {
    status: t('common:field.status'),
    product: t('common:field.product'),
    from: t('coupons:expiresFrom'),
    to: t('coupons:expiresTo'),
  }
  const empty = (
    <EmptyState title={t('coupons:empty.title')} icon="coupon" next={next}>
      {t('coupons:empty.text')}
    </EmptyState>
  )
  return (
    <FilteredList
      {...{ path, filter, sort, empty, ...usePageHrefs(view) }}
      searchHint={t('coupons:searchHint')}
      fields={<CouponFilterFields view={view} labels={labels} />}
      applied={[
        { name: 'status', label: labels.status, value: status && t(`coupons:status.${status}`) },
        { name: 'product', label: labels.product, value: product && fuels.nameOf(product) },
        { name: 'from', label: labels.from, value: from && formatDate(from, locale) },
        { name: 'to', label: labels.to, value: to && formatDate(to, locale) },
      ]}
      sorts={couponSorts.map((value) => ({ value, label: t(`coupons:sort.${value}`) }))}
      total={{ count: total.coupons, capped: total.capped, shown: rows.length }}
      notice={view.sortRefused ? <Alert tone="info">{t('coupons:sortRefused')}</Alert> : null}
      hasRows={rows.length > 0}
    >
      {(bar) => {
        const table = { rows, sort, path, total: total.capped ? null : total, bar }
        return mayHandOver ? <CouponPicker filter={filter} {...table} /> : <CouponTable {...table} />
      }}
    </FilteredList>
  )
}

interface CouponFilterFieldsProps {
  view: Pick<CouponListView, 'filter' | 'byState'>
  labels: { status: string; product: string; from: string; to: string }
}

function CouponFilterFields({ view, labels }: CouponFilterFieldsProps) {
  const { t, locale } = useWords()
  const { filter, byState } = view
  const fuels = useProducts()
  const count = (state: CouponFilterState) =>
    byState ? ` (${formatInteger(byState[state] ?? 0, locale)})` : ''
  const states = couponFilters.filter((state) => !byState || byState[state] || state === filter.status)
  return (
    <>
      <Select
        name="status"
        label={labels.status}
        empty={t('common:filter.all')}
        options={states.map((state) => ({
          value: state,
          label: t(`coupons:status.${state}`) + count(state),
        }))}
      />
      <Select name="product" label={labels.product} empty={t('common:filter.all')} options={fuels.options} />
      <DateField name="from" label={labels.from} />
      <DateField name="to" label={labels.to} />
    </>
  )
}
