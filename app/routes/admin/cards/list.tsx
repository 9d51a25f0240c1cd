import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { CardList } from '#app/views/cards/card-list.tsx'
import { cardListView } from '#app/views/cards/card-view.server.ts'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { useImportStep } from '#app/views/imports/import-step.ts'

export const handle: PageHandle = { title: 'cards:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = CardFilter.parse(queryOf(new URL(request.url)))
  const list = await listCards(ctx, asCompanyId(id), filter)
  return { id, name, mayImport: may(ctx.actor, 'run_imports'), view: cardListView(list, filter) }
}

export default function CompanyCards() {
  const { id, name, mayImport, view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        asOf={useAsOf(view.asOf)}
      />
      <CompanyTabs id={id} current="cards" />
      <CardList view={view} path={`/admin/companies/${id}/cards`} next={useImportStep(mayImport)} />
    </>
  )
}
