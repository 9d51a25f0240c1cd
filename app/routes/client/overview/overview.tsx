import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { markWelcomed } from '#app/domain/accounts/profile.server.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { currentSession, requireClient } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { OverviewFigures } from '#app/views/overview/overview-figures.tsx'
import { overviewView } from '#app/views/overview/overview-view.server.ts'
import { isEmptyOverview } from '#app/views/overview/overview-view.ts'
import { SpentByMonth } from '#app/views/overview/spent-by-month.tsx'
import { WhatIsLeft } from '#app/views/overview/what-is-left.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'overview:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const session = await currentSession(request, context)
  const overview = await companyOverview(ctx, ctx.actor.companyId)
  // Last, so that a page that fails greets again.
  const isFirstVisit =
    session?.user.welcomed === false && request.method === 'GET' && (await markWelcomed(ctx))
  return {
    view: overviewView(overview),
    transactions: overview.lastTransactions.map((transaction) => transactionRow(transaction)),
    isFirstVisit,
  }
}

export default function Overview() {
  const { view, transactions, isFirstVisit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('overview:title')} asOf={useAsOf(view.asOf)} />
      <div className="stack">
        {isFirstVisit ? (
          <Alert tone="ok" title={t('overview:welcome.title')}>
            <p>{t('overview:welcome.text')}</p>
          </Alert>
        ) : null}
        {isEmptyOverview(view) ? (
          <EmptyState title={t('overview:empty.title')} icon="coupon">
            {t('overview:empty.text')}
          </EmptyState>
        ) : (
          <>
            <OverviewFigures view={view} />
            <div className="columns">
              <div className="stack">
                <SpentByMonth view={view} />
              </div>
              <div className="stack">
                <WhatIsLeft view={view} />
              </div>
            </div>
            {transactions.length > 0 ? (
              <Panel
                title={t('overview:lastTransactions')}
                action={<a href="/transactions">{t('overview:allTransactions')}</a>}
                flush
              >
                <TransactionTable rows={transactions} />
              </Panel>
            ) : null}
          </>
        )}
      </div>
    </>
  )
}
