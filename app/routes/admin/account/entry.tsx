import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findEntry } from '#app/domain/contract-account/entries.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { correctionViews, entryView } from '#app/views/contract-account/account-view.server.ts'
import { EntryFacts } from '#app/views/contract-account/entry-facts.tsx'

export const handle: PageHandle = { title: 'contract-account:entry.one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const companyId = asCompanyId(positiveId(params.id))
  const { entry, corrections } = await findEntry(ctx, companyId, positiveId(params.entryId))
  const path = `/admin/companies/${companyId}/account`
  return {
    path,
    entry: entryView(entry, path, { forStaff: true }),
    corrections: correctionViews(corrections, path),
    mayBook: may(ctx.actor, 'book_entries'),
  }
}

export default function Entry() {
  const { path, entry, corrections, mayBook } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t(`contract-account:kind.${entry.kind}`)}
        crumbs={[{ label: t('contracts:account'), href: path }]}
      >
        {mayBook ? (
          <a className="btn" href={`${path}/new?corrects=${entry.id}`}>
            {t('contract-account:correct')}
          </a>
        ) : null}
      </PageHead>
      <EntryFacts entry={entry} corrections={corrections} />
    </>
  )
}
