import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { listReadonlyLinks } from '#app/domain/readonly-links/readonly-links.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { ReadonlyLinkTable } from '#app/views/readonly-links/readonly-link-table.tsx'
import { readonlyLinkRow } from '#app/views/readonly-links/readonly-link-view.server.ts'

export const handle: PageHandle = { title: 'readonly-links:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'share_readonly')
  const url = new URL(request.url)
  const asked = cursor.parse(queryOf(url).cursor)
  const { rows, ...page } = await listReadonlyLinks(ctx, ctx.actor.companyId, asked)
  return { rows: rows.map(readonlyLinkRow), ...pageHrefs(url, page) }
}

export default function ReadonlyLinks() {
  const { rows, ...pages } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const create = { label: t('readonly-links:new'), href: '/readonly-links/new', isMain: true }
  return (
    <>
      <PageHead title={t('readonly-links:title')} lead={t('readonly-links:lead')}>
        {rows.length > 0 ? <NextButton next={create} /> : null}
      </PageHead>
      {rows.length > 0 ? (
        <ReadonlyLinkTable rows={rows} bar={<Pagination {...pages} />} />
      ) : (
        <EmptyState title={t('readonly-links:empty')} next={create}>
          {t('readonly-links:shows')}
        </EmptyState>
      )}
    </>
  )
}
