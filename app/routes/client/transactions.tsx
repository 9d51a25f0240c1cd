import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ExportLinks } from '#app/components/export-links.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { TransactionList } from '#app/components/transaction-list.tsx'
import { useWords } from '#app/components/words.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'
import { transactionListView } from '#app/web/transaction-views.server.ts'

export const handle: PageHandle = { title: 'transactions:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  return transactionListView(await listTransactions(ctx, ctx.actor.companyId, filter), filter)
}

export default function Transactions() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('transactions:title')} asOf={useAsOf(view.asOf)}>
        {view.rows.length > 0 ? <ExportLinks path="/transactions/export" /> : null}
      </PageHead>
      <TransactionList view={view} path="/transactions" />
    </>
  )
}
