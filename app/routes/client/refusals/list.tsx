import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DeclineFilter } from '#app/domain/declines/declines.input.server.ts'
import { listDeclines } from '#app/domain/declines/declines.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { DeclineList } from '#app/views/authorizations/decline-list.tsx'
import { declineListView, readerOf } from '#app/views/authorizations/declines-view.server.ts'

export const handle: PageHandle = { title: 'refusals:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = DeclineFilter.parse(queryOf(new URL(request.url)))
  const page = await listDeclines(ctx, ctx.actor.companyId, filter)
  return declineListView(page, filter, await readerOf(ctx))
}

export default function Refusals() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('refusals:title')} lead={t('refusals:lead')} />
      <DeclineList view={view} path="/refusals" />
    </>
  )
}
