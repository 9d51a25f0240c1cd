import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CompanyTabs } from '#app/components/company-tabs.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { TransactionList } from '#app/components/transaction-list.tsx'
import { useWords } from '#app/components/words.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'
import { transactionListView } from '#app/web/transaction-views.server.ts'

export const handle: PageHandle = { title: 'transactions:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  const list = await listTransactions(ctx, asCompanyId(id), filter)
  return { id, name, view: transactionListView(list, filter, `/admin/companies/${id}`) }
}

export default function CompanyTransactions() {
  const { id, name, view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        asOf={useAsOf(view.asOf)}
      />
      <CompanyTabs id={id} current="transactions" />
      <TransactionList view={view} path={`/admin/companies/${id}/transactions`} />
    </>
  )
}
