import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CardList } from '#app/components/card-list.tsx'
import { ExportLinks } from '#app/components/export-links.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { useWords } from '#app/components/words.ts'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { cardListView } from '#app/web/card-views.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export const handle: PageHandle = { title: 'cards:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CardFilter.parse(queryOf(new URL(request.url)))
  return cardListView(await listCards(ctx, ctx.actor.companyId, filter), filter)
}

export default function Cards() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('cards:title')} asOf={useAsOf(view.asOf)}>
        {view.rows.length > 0 ? <ExportLinks path="/cards/export" /> : null}
      </PageHead>
      <CardList view={view} path="/cards" />
    </>
  )
}
