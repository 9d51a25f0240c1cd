import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DiscrepancyFilter } from '#app/domain/discrepancies/discrepancies.input.server.ts'
import { listDiscrepancies } from '#app/domain/discrepancies/discrepancies.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { listStateRegisters } from '#app/domain/state-registers/watching.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { stateRegisterView } from '#app/views/discrepancies/discrepancy-view.server.ts'
import { StateRegisters } from '#app/views/discrepancies/state-registers.tsx'
import { formatDateTime } from '#locales/format.ts'

export const handle: PageHandle = { title: 'exceptions:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = DiscrepancyFilter.parse(queryOf(url))
  const [{ discrepancies, ...page }, registers] = [
    await listDiscrepancies(ctx, filter),
    await listStateRegisters(ctx),
  ]
  return {
    registers: registers.map(stateRegisterView),
    status: filter.status,
    discrepancies: discrepancies.map(
      ({ id, kind, at, station, operationId, numberOnly, company, instrument }) => ({
        ...{ id, kind, station, operationId: operationId ?? instrument?.number ?? null, numberOnly },
        at: almatyWallClock(at),
        company: company?.name ?? '',
      }),
    ),
    ...pageHrefs(url, page),
  }
}

const states = ['open', 'settled'] as const

export default function Discrepancies() {
  const { status, discrepancies, registers, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const tabs = states.map((state) => ({
    label: t(`exceptions:status.${state}`),
    href: `/admin/exceptions?status=${state}`,
    current: state === status,
  }))
  const head = (
    <>
      <th scope="col">{t('exceptions:what')}</th>
      <th scope="col">{t('common:field.station')}</th>
      <th scope="col">{t('common:field.company')}</th>
      <th scope="col" className="extra">
        {t('exceptions:operation')}
      </th>
      <th scope="col">{t('exceptions:at')}</th>
    </>
  )
  return (
    <>
      <PageHead title={t('exceptions:title')} />
      <Tabs label={t('common:field.status')} tabs={tabs} />
      {discrepancies.length === 0 ? (
        <EmptyState
          title={t(`exceptions:empty.${status}`)}
          next={
            status === 'open'
              ? { label: t('exceptions:empty.toSettled'), href: '/admin/exceptions?status=settled' }
              : { label: t('exceptions:empty.toOpen'), href: '/admin/exceptions' }
          }
        >
          {t('exceptions:empty.text')}
        </EmptyState>
      ) : (
        <Table
          label={t('exceptions:title')}
          head={head}
          bar={<Pagination previousHref={previousHref} nextHref={nextHref} />}
        >
          {discrepancies.map((row) => (
            <tr key={row.id}>
              <td className="main">
                <a href={`/admin/exceptions/${row.id}`}>{t(`exceptions:kind.${row.kind ?? 'other'}`)}</a>
                {row.numberOnly ? <small>{t('common:numberOnly')}</small> : null}
              </td>
              <td data-label={t('common:field.station')}>{row.station}</td>
              <td data-label={t('common:field.company')}>{row.company}</td>
              <td data-label={t('exceptions:operation')} className="tabular extra">
                {row.operationId}
              </td>
              <td data-label={t('exceptions:at')} className="tabular">
                {formatDateTime(row.at, locale)}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <StateRegisters registers={registers} />
    </>
  )
}
