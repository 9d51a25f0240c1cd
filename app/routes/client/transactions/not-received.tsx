import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { findFuelReport, reportFuelNotReceived } from '#app/domain/signals/reports.server.ts'
import { ReportFuel } from '#app/domain/signals/signals.input.server.ts'
import { findTransaction } from '#app/domain/transactions/transactions.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { FuelReportPanel } from '#app/views/signals/fuel-report.tsx'
import { fuelReportView } from '#app/views/signals/fuel-report-view.server.ts'

export const handle: PageHandle = { title: 'fuel-reports:action' }

/** The form stands on the refuelling's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'report_fuel')
  const { id } = await findTransaction(ctx, ctx.actor.companyId, positiveId(params.id))
  return { id, report: fuelReportView(await findFuelReport(ctx, ctx.actor.companyId, id)) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'report_fuel')
  const id = positiveId(params.id)
  return submit(ctx, request, ReportFuel, async (input) => {
    await reportFuelNotReceived(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/transactions/${id}`, 'fuel-reports:done')
  })
}

export default function NotReceived() {
  const { id, report } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('fuel-reports:action')}
        crumbs={[{ label: t('fuel-reports:refuelling'), href: `/transactions/${id}` }]}
      />
      <FuelReportPanel id={id} report={report} mayReport answer={useActionData<typeof action>()} open />
    </>
  )
}
