import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { canUndo } from '#app/domain/bulk-changes/bulk-changes.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { BulkOutcome } from '#app/views/bulk-changes/bulk-outcome.tsx'
import { BulkProgress } from '#app/views/bulk-changes/bulk-progress.tsx'
import { bulkChangeView, outcomeView } from '#app/views/bulk-changes/bulk-view.server.ts'
import { joined } from '#locales/isolated.ts'

export const handle: PageHandle = { title: 'bulk-changes:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const found = await findBulkChange(ctx, ctx.actor.companyId, positiveId(params.id))
  const { status, finished_at: finishedAt, instrument_kind: kind } = found
  return {
    change: bulkChangeView(found, ctx.locale),
    refusedRows: found.refusedRows.map((row) => outcomeView(row, kind, ctx.locale)),
    keptRows: found.keptRows.map((row) => outcomeView(row, kind, ctx.locale)),
    mayUndo: found.mayUndo && found.done > 0 && canUndo({ status, finishedAt }, ctx.now),
  }
}

export default function BulkChange() {
  const { change, ...rows } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { action, what, status } = change
  return (
    <>
      <PageHead
        title={joined([t(`bulk-changes:action.${action}`), what])}
        crumbs={[{ label: t('bulk-changes:listTitle'), href: '/bulk-changes' }]}
        badge={
          <StatusBadge of="bulkChange" state={status}>
            {t(`bulk-changes:status.${status}`)}
          </StatusBadge>
        }
      />
      <div className="stack">
        <BulkProgress change={change} />
        <BulkOutcome change={change} {...rows} />
      </div>
    </>
  )
}
