import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listDiscrepanciesOf } from '#app/domain/discrepancies/discrepancies.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { reportShift } from '#app/domain/till/shift-lists.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ShiftDifferences } from '#app/views/till/shift-differences.tsx'
import { ShiftReport } from '#app/views/till/shift-report.tsx'
import { differenceView, reportView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:shift.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const found = await reportShift(ctx, positiveId(params.id))
  const report = reportView(found, ctx.locale)
  const apart = await listDiscrepanciesOf(
    ctx,
    found.fills.map(({ id }) => id),
  )
  return {
    report,
    differences: apart.map(differenceView),
    mayTakeBack: !report.shift.isOpen && may(ctx.actor, 'take_back_fills'),
    mayEnd: report.shift.isOpen && may(ctx.actor, 'end_shifts'),
  }
}

export default function Shift() {
  const { report, differences, mayEnd, mayTakeBack } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id } = report.shift
  const { formNonce } = useRoot()
  return (
    <>
      <PageHead
        title={t('till:shift.numbered', { id })}
        crumbs={[{ label: t('till:admin.title'), href: '/admin/shifts' }]}
      >
        <PrintButton />
      </PageHead>
      <div className="stack">
        <ShiftReport
          report={report}
          takeBack={mayTakeBack ? (fill) => `/admin/shifts/${id}/fills/${fill}/take-back` : undefined}
        >
          <ShiftDifferences fills={report.fills} differences={differences} />
        </ShiftReport>
        {mayEnd ? (
          <DangerPanel title={t('till:end.action')}>
            <ConfirmPanel
              trigger={t('till:end.action')}
              title={t('till:end.title')}
              consequence={t('till:end.consequence')}
              action={`/admin/shifts/${id}/end`}
              nonce={formNonce}
            />
          </DangerPanel>
        ) : null}
      </div>
    </>
  )
}
