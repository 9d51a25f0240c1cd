import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { useImportStep } from '#app/views/imports/import-step.ts'
import { TransactionList } from '#app/views/transactions/transaction-list.tsx'
import { transactionListView } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'transactions:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  const list = await listTransactions(ctx, asCompanyId(id), filter)
  return {
    id,
    name,
    mayImport: may(ctx.actor, 'run_imports'),
    view: transactionListView(ctx, list, filter, `/admin/companies/${id}`),
  }
}

export default function CompanyTransactions() {
  const { id, name, mayImport, view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        asOf={useAsOf(view.asOf)}
      />
      <CompanyTabs id={id} current="transactions" />
      <TransactionList
        view={view}
        path={`/admin/companies/${id}/transactions`}
        next={useImportStep(mayImport)}
      />
    </>
  )
}
