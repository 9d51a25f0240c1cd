import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findStationShift } from '#app/domain/reconciliation/station-shifts.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { StationShiftReport } from '#app/views/reconciliation/station-shift-report.tsx'
import { stationShiftReportView } from '#app/views/reconciliation/station-shift-view.server.ts'

export const handle: PageHandle = { title: 'reconciliation:shift' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return { report: stationShiftReportView(await findStationShift(ctx, positiveId(params.id))) }
}

export default function StationShift() {
  const { report } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('reconciliation:one', { id: report.shift.shiftId })}
        crumbs={[{ label: t('reconciliation:title'), href: '/admin/station-shifts' }]}
      >
        <PrintButton />
      </PageHead>
      <div className="stack">
        <StationShiftReport report={report} />
      </div>
    </>
  )
}
