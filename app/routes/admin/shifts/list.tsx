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
import { Pagination } from '#app/ui/list/pagination.tsx'
import { ShiftTabs } from '#app/views/reconciliation/shift-tabs.tsx'
import { ShiftTable } from '#app/views/till/shift-table.tsx'
import { shiftView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:admin.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = ShiftFilter.parse(queryOf(url))
  const { rows, ...page } = await listShifts(ctx, filter)
  return { status: filter.status, shifts: rows.map(shiftView), ...pageHrefs(url, page) }
}

export default function Shifts() {
  const { status, shifts, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('till:admin.title')} />
      <ShiftTabs current={status} />
      {shifts.length === 0 ? (
        <EmptyState title={t('till:admin.none.title')} next={t('till:admin.none.text')} />
      ) : (
        <ShiftTable shifts={shifts} bar={<Pagination previousHref={previousHref} nextHref={nextHref} />} />
      )}
    </>
  )
}
