import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listPeriods } from '#app/domain/contract-account/periods.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { ClosePeriodPanel, PeriodTable } from '#app/views/contract-account/periods.tsx'

export const handle: PageHandle = { title: 'contract-account:periods.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { open, closed } = await listPeriods(ctx)
  return {
    open,
    rows: closed.map((row) => ({
      through: row.closed_through,
      by: row.closed_by_email ?? '',
      at: almatyWallClock(row.created_at),
    })),
    mayClose: may(ctx.actor, 'close_periods'),
  }
}

export default function Periods() {
  const { open, rows, mayClose } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const next = mayClose ? t('contract-account:periods.next') : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('contract-account:periods.title')} lead={t('contract-account:periods.lead')} />
      <div className="stack">
        {rows.length > 0 ? (
          <PeriodTable rows={rows} />
        ) : (
          <EmptyState title={t('contract-account:periods.none')} icon="lock" next={next} />
        )}
        {mayClose && open.length > 0 ? <ClosePeriodPanel months={open} /> : null}
      </div>
    </>
  )
}
