import type { ProductCode } from '#app/domain/products/products.ts'
import { Select } from '#app/ui/form/select.tsx'
import { useModules } from '#app/ui/layout/modules.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { PickedBar } from '#app/ui/list/picked-bar.tsx'
import { formatInteger } from '#locales/format.ts'
import { ExpiredTable } from './expired-table.tsx'
import type { ExpiredRow } from './expiry-view.ts'

interface ExpiredPageView {
  rows: ExpiredRow[]
  filter: { product?: ProductCode | undefined }
  total: { remaining: number; worth: number }
  mayAsk: boolean
  previousCursor: string | null
  nextCursor: string | null
}

/** The list with its worth, from which a client asks for a later last day or for other coupons. */
export function ExpiredPage({ view }: { view: ExpiredPageView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { rows, filter, total } = view
  const mayAsk = useModules().includes('requests') && view.mayAsk
  const label = t('common:field.product')
  const back = { label: t('expiries:title'), href: '/coupons/expiring' }
  return (
    <>
      <PageHead title={t('expiries:expiredTitle')} lead={t('expiries:expiredLead')} crumbs={[back]} />
      <FilteredList
        path="/coupons/expired"
        filter={filter}
        {...usePageHrefs(view)}
        applied={[{ name: 'product', label, value: filter.product && fuels.nameOf(filter.product) }]}
        fields={
          <Select name="product" label={label} empty={t('common:filter.all')} options={fuels.options} />
        }
        empty={
          <EmptyState title={t('expiries:expiredEmpty.title')} icon="coupon" next={back}>
            {t('expiries:expiredEmpty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) =>
          mayAsk ? (
            <form action="/coupons/request" method="get" className="stack">
              <ExpiredTable rows={rows} total={total} bar={bar} withTicks />
              <PickedBar
                name="ids"
                label={(count) => t('coupons:hand.picked', { n: formatInteger(count, locale) })}
                clear={t('coupons:hand.clear')}
              >
                <button type="submit" className="btn" name="kind" value="extension">
                  {t('expiries:ask')}
                </button>
              </PickedBar>
            </form>
          ) : (
            <ExpiredTable rows={rows} total={total} bar={bar} withTicks={false} />
          )
        }
      </FilteredList>
    </>
  )
}
