import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { reportClosedShift } from '#app/domain/till/shift-lists.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ShiftReport } from '#app/views/till/shift-report.tsx'
import { reportView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:shift.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return reportView(await reportClosedShift(ctx, positiveId(params.id)), ctx.locale)
}

export default function ClosedShift() {
  const report = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('till:shift.numbered', { id: report.shift.id })}>
        <a className="btn" href={`/till/shifts/${report.shift.id}/export`} data-reload>
          {t('till:csv')}
        </a>
        <PrintButton />
        <a className="btn" href="/till">
          {t('till:shift.back')}
        </a>
      </PageHead>
      <div className="stack">
        <ShiftReport report={report} />
      </div>
    </>
  )
}
