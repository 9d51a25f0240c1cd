import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findContractInForce } from '#app/domain/contracts/contracts.server.ts'
import { OrderFilter } from '#app/domain/orders/orders.input.server.ts'
import { lastOrder, listOrders } from '#app/domain/orders/orders.server.ts'
import { orderStatuses } from '#app/domain/orders/orders.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { queryOf, usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { OrderTable } from '#app/views/orders/order-list.tsx'
import { orderRowView } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const filter = OrderFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listOrders(ctx, companyId, filter)
  const contract = await findContractInForce(ctx, companyId)
  return {
    rows: rows.map(orderRowView),
    filter: { status: filter.status },
    last: await lastOrder(ctx, companyId),
    mayOrder: contract !== null,
    ...page,
  }
}

export default function Orders() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { rows, filter, last, mayOrder } = view
  const next = mayOrder
    ? { label: t('orders:new'), href: '/orders/new', isMain: true }
    : t('orders:needsContract')
  const label = t('common:field.status')
  return (
    <>
      <PageHead title={t('orders:title')} lead={t('orders:lead')}>
        {last && mayOrder ? (
          <a className="btn" href={`/orders/new?repeat=${last}`}>
            {t('orders:repeat')}
          </a>
        ) : null}
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/orders"
        filter={filter}
        {...usePageHrefs(view)}
        applied={[{ name: 'status', label, value: filter.status && t(`orders:status.${filter.status}`) }]}
        fields={
          <Select
            name="status"
            label={label}
            empty={t('common:filter.all')}
            options={orderStatuses.map((value) => ({ value, label: t(`orders:status.${value}`) }))}
          />
        }
        empty={
          <EmptyState title={t('orders:empty.title')} icon="coupon" next={next}>
            {t('orders:empty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) => <OrderTable rows={rows} path="/orders" bar={bar} />}
      </FilteredList>
    </>
  )
}
