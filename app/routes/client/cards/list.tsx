import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { useSupportStep } from '#app/ui/feedback/support-contacts.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { CardList } from '#app/views/cards/card-list.tsx'
import { cardListView } from '#app/views/cards/card-view.server.ts'

export const handle: PageHandle = { title: 'cards:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CardFilter.parse(queryOf(new URL(request.url)))
  const view = cardListView(await listCards(ctx, ctx.actor.companyId, filter), filter)
  return { ...view, canPick: may(ctx.actor, 'block_cards') }
}

export default function Cards() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('cards:title')} asOf={useAsOf(view.asOf)}>
        {view.rows.length > 0 ? <ExportLinks path="/cards/export" /> : null}
      </PageHead>
      <CardList view={view} path="/cards" next={useSupportStep()} canPick={view.canPick} />
    </>
  )
}
