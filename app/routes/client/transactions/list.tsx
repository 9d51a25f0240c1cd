import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { TransactionList } from '#app/views/transactions/transaction-list.tsx'
import { transactionListView } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'transactions:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  return transactionListView(ctx, await listTransactions(ctx, ctx.actor.companyId, filter), filter)
}

export default function Transactions() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('transactions:title')} asOf={useAsOf(view.asOf)}>
        <Part of="unusual">
          <a className="btn" href="/unusual">
            {t('transactions:unusual')}
          </a>
        </Part>
        {view.rows.length > 0 ? <ExportLinks path="/transactions/export" /> : null}
      </PageHead>
      <TransactionList
        view={view}
        path="/transactions"
        next={{ label: t('transactions:empty.stations'), href: '/stations' }}
      />
    </>
  )
}
