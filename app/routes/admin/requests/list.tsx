import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { RequestFilter } from '#app/domain/requests/requests.input.server.ts'
import { listRequests } from '#app/domain/requests/requests.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'

export const handle: PageHandle = { title: 'requests:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = RequestFilter.parse(queryOf(url))
  const { status } = filter
  const { requests, ...page } = await listRequests(ctx, filter)
  return {
    status,
    requests: requests.map((row) => ({
      id: row.id,
      companyName: row.company_name,
      bin: row.bin,
      email: row.email,
      city: row.city,
      received: almatyWallClock(row.created_at),
    })),
    ...pageHrefs(url, page),
  }
}

const states = ['pending', 'approved', 'declined'] as const

export default function Requests() {
  const { status, requests, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const tabs = states.map((state) => ({
    label: t(`requests:status.${state}`),
    href: `/admin/requests?status=${state}`,
    current: state === status,
  }))
  const head = (
    <>
      <th scope="col">{t('common:field.company')}</th>
      <th scope="col">{t('common:field.bin')}</th>
      <th scope="col">{t('common:field.email')}</th>
      <th scope="col" className="extra">
        {t('common:field.city')}
      </th>
      <th scope="col">{t('requests:received')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <>
      <PageHead title={t('requests:title')} />
      <Tabs label={t('common:field.status')} tabs={tabs} />
      {requests.length === 0 ? (
        <EmptyState
          title={t(`requests:empty.${status}`)}
          next={
            status === 'pending'
              ? { label: t('requests:empty.toApproved'), href: '/admin/requests?status=approved' }
              : { label: t('requests:empty.toPending'), href: '/admin/requests' }
          }
        >
          {t('requests:empty.text')}
        </EmptyState>
      ) : (
        <Table
          label={t('requests:title')}
          head={head}
          bar={<Pagination previousHref={previousHref} nextHref={nextHref} />}
        >
          {requests.map((row) => (
            <tr key={row.id}>
              <td className="main">
                <a href={`/admin/requests/${row.id}`}>{row.companyName}</a>
              </td>
              <td className="half tabular">{row.bin}</td>
              <td data-label={t('common:field.email')}>{row.email}</td>
              <td data-label={t('common:field.city')} className="extra">
                {row.city}
              </td>
              <td data-label={t('requests:received')} className="tabular">
                {formatDateTime(row.received, locale)}
              </td>
              <td className="state">
                <span className={badges.request[status]}>{t(`requests:status.${status}`)}</span>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </>
  )
}
