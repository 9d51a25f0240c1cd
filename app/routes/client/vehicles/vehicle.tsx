import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAssignmentsOf } from '#app/domain/assignments/assignments.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { readVehicleUse } from '#app/domain/vehicles/readings.server.ts'
import { findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { ArchivePanel } from '#app/ui/form/archive-panel.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { usesView } from '#app/views/assignments/assignment-view.server.ts'
import { UsesPanel } from '#app/views/assignments/uses-panel.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'
import { ConsumptionPanel } from '#app/views/vehicles/consumption-panel.tsx'
import { OdometerPanel } from '#app/views/vehicles/odometer-panel.tsx'
import { VehicleFacts } from '#app/views/vehicles/vehicle-facts.tsx'
import { vehicleUseView } from '#app/views/vehicles/vehicle-view.server.ts'

export const handle: PageHandle = { title: 'fleet:vehicles.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const found = await findVehicle(ctx, companyId, positiveId(params.id))
  const { id, plate, make, product, tank, norm } = found
  const transactions = await lastTransactions(ctx, companyId, { vehicle: id }, 10)
  return {
    vehicle: { id, plate, make, product, tank, norm, isArchived: found.archived_at !== null },
    use: vehicleUseView(await readVehicleUse(ctx, companyId, id), norm),
    uses: usesView(await listAssignmentsOf(ctx, companyId, 'vehicle', id)),
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    mayManage: may(ctx.actor, 'manage_fleet'),
  }
}

export default function Vehicle() {
  const { vehicle, use, uses, transactions, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, plate, isArchived } = vehicle
  const href = `/vehicles/${id}`
  return (
    <>
      <PageHead
        title={plate}
        crumbs={[{ label: t('fleet:vehicles.title'), href: '/vehicles' }]}
        lead={vehicle.make}
        badge={
          isArchived ? <span className={badges.webhook.disabled}>{t('fleet:status.archived')}</span> : null
        }
      >
        {mayManage ? (
          <a className="btn" href={`${href}/edit`}>
            {t('common:action.edit')}
          </a>
        ) : null}
      </PageHead>
      <div className="stack">
        <ConsumptionPanel use={use} />
        <VehicleFacts vehicle={vehicle} />
        <OdometerPanel
          readings={use.readings}
          action={mayManage ? <a href={`${href}/odometer`}>{t('fleet:odometer.add')}</a> : undefined}
        />
        <UsesPanel rows={uses} />
        {transactions.length > 0 ? (
          <Panel
            title={t('fleet:last')}
            action={<a href={`/transactions?vehicle=${id}`}>{t('common:action.showAll')}</a>}
            flush
          >
            <TransactionTable rows={transactions} />
          </Panel>
        ) : null}
        {mayManage ? (
          <ArchivePanel
            href={href}
            isArchived={isArchived}
            words={{
              restore: t('fleet:vehicles.restore'),
              action: t('fleet:vehicles.archive.action'),
              title: t('fleet:vehicles.archive.title', { plate }),
              consequence: t('fleet:vehicles.archive.consequence'),
            }}
          />
        ) : null}
      </div>
    </>
  )
}
