import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { ServiceRequestFilter } from '#app/domain/service-requests/service-requests.input.server.ts'
import { listServiceRequests } from '#app/domain/service-requests/service-requests.server.ts'
import { serviceRequestStatuses } from '#app/domain/service-requests/service-requests.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { queryOf, usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { ServiceRequestTable } from '#app/views/service-requests/service-request-list.tsx'
import { serviceRequestView } from '#app/views/service-requests/service-request-view.server.ts'

export const handle: PageHandle = { title: 'service-requests:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = ServiceRequestFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listServiceRequests(ctx, ctx.actor.companyId, filter)
  return {
    rows: rows.map((row) => serviceRequestView(row, ctx.now, { forStaff: false })),
    filter: { status: filter.status },
    maySend: may(ctx.actor, 'send_service_requests'),
    ...page,
  }
}

export default function ServiceRequests() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { rows, filter, maySend } = view
  const next = maySend
    ? { label: t('service-requests:new'), href: '/service-requests/new', isMain: true }
    : t('service-requests:viewOnly')
  const label = t('common:field.status')
  return (
    <>
      <PageHead title={t('service-requests:title')} lead={t('service-requests:lead')}>
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/service-requests"
        filter={filter}
        {...usePageHrefs(view)}
        applied={[
          { name: 'status', label, value: filter.status && t(`service-requests:status.${filter.status}`) },
        ]}
        fields={
          <Select
            name="status"
            label={label}
            empty={t('common:filter.all')}
            options={serviceRequestStatuses.map((value) => ({
              value,
              label: t(`service-requests:status.${value}`),
            }))}
          />
        }
        empty={
          <EmptyState title={t('service-requests:empty.title')} icon="request" next={next}>
            {t('service-requests:empty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) => <ServiceRequestTable rows={rows} path="/service-requests" bar={bar} />}
      </FilteredList>
    </>
  )
}
