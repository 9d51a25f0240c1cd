import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { driverChoices } from '#app/domain/drivers/drivers.server.ts'
import { HandoverFilter } from '#app/domain/handovers/handovers.input.server.ts'
import { listHandovers } from '#app/domain/handovers/handovers.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { queryOf, usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { HandoverTable } from '#app/views/handovers/handover-table.tsx'
import { handoverRow } from '#app/views/handovers/handover-view.server.ts'

export const handle: PageHandle = { title: 'handovers:journal' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  const filter = HandoverFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listHandovers(ctx, ctx.actor.companyId, filter)
  const drivers = await driverChoices(ctx, ctx.actor.companyId, { chosen: filter.driver })
  return {
    rows: rows.map(handoverRow),
    filter: { driver: filter.driver?.toString() },
    drivers: drivers.rows.map(({ id, name }) => ({ value: String(id), label: name })),
    ...page,
  }
}

export default function Handovers() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { rows, filter, drivers } = view
  const label = t('handovers:driver')
  const chosen = drivers.find(({ value }) => value === filter.driver)
  const next = { label: t('coupons:title'), href: '/coupons?status=active', isMain: true }
  return (
    <>
      <PageHead title={t('handovers:journal')} lead={t('handovers:lead')}>
        <a className="btn" href="/coupons/pick">
          {t('handovers:pick.title')}
        </a>
        <a className="btn" href="/handovers/journal">
          {t('handovers:journalOf.open')}
        </a>
      </PageHead>
      <FilteredList
        path="/handovers"
        filter={filter}
        {...usePageHrefs(view)}
        applied={[{ name: 'driver', label, value: filter.driver && (chosen?.label ?? filter.driver) }]}
        fields={<Select name="driver" label={label} empty={t('common:filter.all')} options={drivers} />}
        empty={
          <EmptyState title={t('handovers:empty.title')} icon="coupon" next={next}>
            {t('handovers:empty.text')}
          </EmptyState>
        }
        hasRows={rows.length > 0}
      >
        {(bar) => <HandoverTable rows={rows} bar={bar} />}
      </FilteredList>
    </>
  )
}
