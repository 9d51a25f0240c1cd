import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findFuelReport } from '#app/domain/signals/reports.server.ts'
import { findTransaction, type ListedTransaction } from '#app/domain/transactions/transactions.server.ts'
import { findFillReading } from '#app/domain/vehicles/readings.server.ts'
import { type ClientContext, positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { FuelReportPanel } from '#app/views/signals/fuel-report.tsx'
import { fuelReportView } from '#app/views/signals/fuel-report-view.server.ts'
import { TransactionFacts } from '#app/views/transactions/transaction-facts.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'
import { FillOdometer } from '#app/views/vehicles/fill-odometer.tsx'
import { readingView } from '#app/views/vehicles/vehicle-view.server.ts'

export const handle: PageHandle = { title: 'fuel-reports:refuelling' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const fuel = await findTransaction(ctx, companyId, positiveId(params.id))
  return {
    fuel: transactionRow(fuel),
    report: fuelReportView(await findFuelReport(ctx, companyId, fuel.id)),
    ...(await odometerOf(ctx, fuel)),
    mayReport: may(ctx.actor, 'report_fuel') && fuel.operation === 'sale' && fuel.volume > 0,
  }
}

async function odometerOf(ctx: ClientContext, fuel: ListedTransaction) {
  const { companyId } = ctx.actor
  const reading = await findFillReading(ctx, companyId, fuel.id)
  const mayRead = may(ctx.actor, 'manage_fleet') && fuel.vehicle_id !== null && fuel.volume > 0
  return { reading: reading && readingView(reading), mayRead }
}

export default function Transaction() {
  const { fuel, report, mayReport, reading, mayRead } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('fuel-reports:refuelling')}
        crumbs={[{ label: t('transactions:title'), href: '/transactions' }]}
      />
      <div className="stack">
        <TransactionFacts fuel={fuel} />
        <Part of="fleet">
          <FillOdometer id={fuel.id} reading={reading} mayRead={mayRead} />
        </Part>
        <Part of="signals">
          <FuelReportPanel id={fuel.id} report={report} mayReport={mayReport} />
        </Part>
      </div>
    </>
  )
}
