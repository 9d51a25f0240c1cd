import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { OrderQueue } from '#app/domain/orders/orders.input.server.ts'
import { listOrdersAcrossCompanies } from '#app/domain/orders/orders.server.ts'
import { orderStatuses } from '#app/domain/orders/orders.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { OrderTable } from '#app/views/orders/order-list.tsx'
import { orderRowView } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = OrderQueue.parse(queryOf(url))
  const { rows, ...page } = await listOrdersAcrossCompanies(ctx, filter)
  return { status: filter.status, rows: rows.map(orderRowView), ...pageHrefs(url, page) }
}

export default function Orders() {
  const { status, rows, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const path = '/admin/orders'
  const tabs = orderStatuses.map((one) => ({
    label: t(`orders:status.${one}`),
    href: `${path}?status=${one}`,
    current: one === status,
  }))
  const [label, href] =
    status === 'sent'
      ? ([t('orders:empty.toInvoiced'), `${path}?status=invoiced`] as const)
      : ([t('orders:empty.toSent'), path] as const)
  return (
    <>
      <PageHead title={t('orders:title')} lead={t('orders:staffLead')} />
      <Tabs label={t('common:field.status')} tabs={tabs} />
      {rows.length === 0 ? (
        <EmptyState title={t('orders:empty.staffTitle')} icon="coupon" next={{ label, href }} />
      ) : (
        <OrderTable
          rows={rows}
          path={path}
          withCompany
          bar={<Pagination previousHref={previousHref} nextHref={nextHref} />}
        />
      )}
    </>
  )
}
