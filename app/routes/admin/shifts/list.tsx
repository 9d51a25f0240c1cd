import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listShifts } from '#app/domain/till/shift-lists.server.ts'
import { ShiftFilter } from '#app/domain/till/till.input.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { ShiftTabs } from '#app/views/reconciliation/shift-tabs.tsx'
import { FilteredShifts } from '#app/views/till/shift-filters.tsx'
import { ShiftTable } from '#app/views/till/shift-table.tsx'
import { shiftView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:admin.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = ShiftFilter.parse(queryOf(url))
  const { rows, ...page } = await listShifts(ctx, filter)
  return { filter: { ...filter, cursor: undefined }, shifts: rows.map(shiftView), ...pageHrefs(url, page) }
}

export default function Shifts() {
  const { filter, shifts, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('till:admin.title')} />
      <ShiftTabs current={filter.status} />
      <FilteredShifts
        path="/admin/shifts"
        {...{ filter, previousHref, nextHref }}
        withCashier
        hasRows={shifts.length > 0}
        empty={<EmptyState title={t('till:admin.none.title')} next={t('till:admin.none.text')} />}
      >
        {(bar) => <ShiftTable shifts={shifts} bar={bar} />}
      </FilteredShifts>
    </>
  )
}
