import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Alert } from '#app/components/alert.tsx'
import { EmptyState } from '#app/components/empty-state.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import {
  isEmptyOverview,
  LastTransactions,
  OverviewFigures,
  SpentByMonth,
  WhatIsLeft,
} from '#app/components/overview-parts.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { useWords } from '#app/components/words.ts'
import { markWelcomed } from '#app/domain/accounts/profile.server.ts'
import { companyOverview } from '#app/domain/overview/overview.server.ts'
import { currentSession, requireClient } from '#app/web/guards.server.ts'
import { overviewView } from '#app/web/overview-view.server.ts'

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
