import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ServiceRequestQueue } from '#app/domain/service-requests/service-requests.input.server.ts'
import { listServiceRequestsAcrossCompanies } from '#app/domain/service-requests/service-requests.server.ts'
import { serviceRequestStatuses } from '#app/domain/service-requests/service-requests.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { ServiceRequestTable } from '#app/views/service-requests/service-request-list.tsx'
import { serviceRequestView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = ServiceRequestQueue.parse(queryOf(url))
  const { rows, ...page } = await listServiceRequestsAcrossCompanies(ctx, filter)
  return {
    status: filter.status,
    rows: rows.map((row) => serviceRequestView(row, ctx.now, { forStaff: true })),
    ...pageHrefs(url, page),
  }
}

export default function ServiceRequests() {
  const { status, rows, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const path = '/admin/service-requests'
  const tabs = serviceRequestStatuses.map((one) => ({
    label: t(`service-requests:status.${one}`),
    href: `${path}?status=${one}`,
    current: one === status,
  }))
  const [label, href] =
    status === 'sent'
      ? ([t('service-requests:empty.toInWork'), `${path}?status=in_work`] as const)
      : ([t('service-requests:empty.toSent'), path] as const)
  return (
    <>
      <PageHead title={t('service-requests:title')} lead={t('service-requests:staffLead')} />
      <Tabs label={t('common:field.status')} tabs={tabs} />
      {rows.length === 0 ? (
        <EmptyState title={t('service-requests:empty.staffTitle')} icon="request" next={{ label, href }}>
          {t('service-requests:empty.staffText')}
        </EmptyState>
      ) : (
        <ServiceRequestTable
          rows={rows}
          path={path}
          withCompany
          bar={<Pagination previousHref={previousHref} nextHref={nextHref} />}
        />
      )}
    </>
  )
}
