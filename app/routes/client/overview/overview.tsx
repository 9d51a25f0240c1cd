import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { markWelcomed } from '#app/domain/accounts/profile.server.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { currentSession, requireClient } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import {
  isEmptyOverview,
  LastTransactions,
  OverviewFigures,
  SpentByMonth,
  WhatIsLeft,
} from '#app/views/overview/overview-parts.tsx'
import { overviewView } from '#app/views/overview/overview-view.server.ts'

export const handle: PageHandle = { title: 'overview:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const session = await currentSession(request, context)
  const view = overviewView(await companyOverview(ctx, ctx.actor.companyId))
  // Last, so that a page that fails greets again.
  const isFirstVisit =
    session?.user.welcomed === false && request.method === 'GET' && (await markWelcomed(ctx))
  return { view, isFirstVisit }
}

export default function Overview() {
  const { view, isFirstVisit } = useLoaderData<typeof loader>()
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
            <LastTransactions rows={view.transactions} />
          </>
        )}
      </div>
    </>
  )
}
