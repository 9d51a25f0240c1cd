import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { StationShiftFilter } from '#app/domain/reconciliation/reconciliation.input.server.ts'
import { listStationShifts } from '#app/domain/reconciliation/station-shifts.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { ShiftTabs } from '#app/views/reconciliation/shift-tabs.tsx'
import { StationShiftTable } from '#app/views/reconciliation/station-shift-table.tsx'
import { stationShiftView } from '#app/views/reconciliation/station-shift-view.server.ts'
import { FilteredShifts } from '#app/views/till/shift-filters.tsx'

export const handle: PageHandle = { title: 'reconciliation:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = StationShiftFilter.parse(queryOf(url))
  const { rows, ...page } = await listStationShifts(ctx, filter)
  return {
    filter: { ...filter, cursor: undefined },
    shifts: rows.map(stationShiftView),
    ...pageHrefs(url, page),
  }
}

export default function StationShifts() {
  const { filter, shifts, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('reconciliation:title')} />
      <ShiftTabs current="systems" />
      <FilteredShifts
        path="/admin/station-shifts"
        {...{ filter, previousHref, nextHref }}
        hasRows={shifts.length > 0}
        empty={<EmptyState title={t('reconciliation:empty.title')} next={t('reconciliation:empty.text')} />}
      >
        {(bar) => <StationShiftTable shifts={shifts} bar={bar} />}
      </FilteredShifts>
    </>
  )
}
