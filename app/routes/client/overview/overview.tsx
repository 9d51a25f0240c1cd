import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { markWelcomed } from '#app/domain/accounts/profile.server.ts'
import { unreadAnnouncements } from '#app/domain/announcements/announcements.server.ts'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import { listOpenHelp } from '#app/domain/handovers/driver-help.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { currentSession, requireClient } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { useSupportStep } from '#app/ui/feedback/support-contacts.tsx'
import { Live } from '#app/ui/layout/live.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { wordsIn } from '#app/views/announcements/announcement-view.server.ts'
import { UnreadAnnouncements } from '#app/views/announcements/unread-announcements.tsx'
import { declineRow, readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { LastDeclines } from '#app/views/authorizations/last-declines.tsx'
import { DriversWaiting } from '#app/views/overview/drivers-waiting.tsx'
import { NeedsAttention } from '#app/views/overview/needs-attention.tsx'
import { OverviewFigures } from '#app/views/overview/overview-figures.tsx'
import { overviewView, waitingDriver } from '#app/views/overview/overview-view.server.ts'
import { SpentByMonth } from '#app/views/overview/spent-by-month.tsx'
import { ExpiringByMonth, WhatIsLeft } from '#app/views/overview/what-is-left.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'overview:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const session = await currentSession(request, context)
  const overview = await companyOverview(ctx, ctx.actor.companyId)
  const declines = await lastDeclines(ctx, ctx.actor.companyId, {}, { limit: 5, days: 7 })
  const help = may(ctx.actor, 'hand_over_coupons') ? await listOpenHelp(ctx, ctx.actor.companyId) : []
  const reader = await readerOf(ctx)
  const announcements = await unreadAnnouncements(ctx)
  // Last, so that a page that fails greets again.
  const isFirstVisit =
    session?.user.welcomed === false && request.method === 'GET' && (await markWelcomed(ctx))
  return {
    view: overviewView(overview),
    unit: new URL(request.url).searchParams.get('by') === 'tenge' ? ('tenge' as const) : ('litres' as const),
    transactions: overview.lastTransactions.map((transaction) => transactionRow(transaction)),
    declines: declines.map((declined) => declineRow(declined, reader)),
    announcements: announcements.map((row) => ({ id: row.id, ...wordsIn(row, ctx.locale) })),
    help: help.map(waitingDriver),
    isFirstVisit,
  }
}

export default function Overview() {
  const { view, unit, transactions, declines, announcements, help, isFirstVisit } =
    useLoaderData<typeof loader>()
  const { t } = useWords()
  const next = useSupportStep()
  return (
    <>
      <PageHead title={t('overview:title')} asOf={useAsOf(view.asOf)} live={<Live />} />
      <div className="stack">
        {isFirstVisit ? (
          <Alert tone="ok" title={t('overview:welcome.title')}>
            <p>{t('overview:welcome.text')}</p>
          </Alert>
        ) : null}
        <DriversWaiting drivers={help} />
        <UnreadAnnouncements announcements={announcements} />
        {view.isEmpty ? (
          <EmptyState title={t('overview:empty.title')} icon="coupon" next={next}>
            {t('overview:empty.text')}
          </EmptyState>
        ) : (
          <>
            <NeedsAttention view={view} />
            <OverviewFigures view={view} />
            <div className="columns">
              <div className="stack">
                <SpentByMonth view={view} unit={unit} />
                <ExpiringByMonth view={view} />
              </div>
              <div className="stack">
                <WhatIsLeft view={view} />
              </div>
            </div>
            <LastDeclines rows={declines} href="/refusals" />
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
