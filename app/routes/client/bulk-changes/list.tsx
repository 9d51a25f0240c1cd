import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BulkChangeFilter } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { listBulkChanges } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { queryOf, usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { BulkChangeTable } from '#app/views/bulk-changes/bulk-change-table.tsx'
import { bulkChangeView } from '#app/views/bulk-changes/bulk-view.server.ts'

export const handle: PageHandle = { title: 'bulk-changes:listTitle' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { cursor } = BulkChangeFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listBulkChanges(ctx, ctx.actor.companyId, cursor)
  return { ...page, rows: rows.map((row) => bulkChangeView(row, ctx.locale)) }
}

export default function BulkChanges() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const pages = usePageHrefs(view)
  return (
    <>
      <PageHead
        title={t('bulk-changes:listTitle')}
        lead={t('bulk-changes:listLead')}
        crumbs={[{ label: t('cards:title'), href: '/cards' }]}
      />
      {view.rows.length > 0 ? (
        <BulkChangeTable rows={view.rows} bar={<Pagination {...pages} />} />
      ) : (
        <EmptyState
          title={t('bulk-changes:empty.title')}
          icon="card"
          next={{ label: t('bulk-changes:empty.next'), href: '/cards?select=1' }}
        >
          {t('bulk-changes:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
