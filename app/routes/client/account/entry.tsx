import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findEntry } from '#app/domain/contract-account/entries.server.ts'
import { requireClientOfEntry } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { correctionViews, entryView } from '#app/views/contract-account/account-view.server.ts'
import { EntryFacts } from '#app/views/contract-account/entry-facts.tsx'

export const handle: PageHandle = { title: 'contract-account:entry.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfEntry(request, context, id)
  const { entry, corrections } = await findEntry(ctx, ctx.actor.companyId, id)
  return {
    entry: entryView(entry, '/account', { forStaff: false }),
    corrections: correctionViews(corrections, '/account'),
  }
}

export default function Entry() {
  const { entry, corrections } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t(`contract-account:kind.${entry.kind}`)}
        crumbs={[{ label: t('contracts:account'), href: '/account' }]}
      />
      <EntryFacts entry={entry} corrections={corrections} />
    </>
  )
}
