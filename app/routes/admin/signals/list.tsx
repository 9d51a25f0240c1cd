import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { SignalFilter } from '#app/domain/signals/signals.input.server.ts'
import { listSignals } from '#app/domain/signals/signals.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { SignalTable } from '#app/views/signals/signal-table.tsx'
import { signalView } from '#app/views/signals/signal-view.server.ts'

export const handle: PageHandle = { title: 'signals:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = SignalFilter.parse(queryOf(url))
  const { signals, ...page } = await listSignals(ctx, filter)
  return { status: filter.status, signals: signals.map(signalView), ...pageHrefs(url, page) }
}

const states = ['open', 'settled'] as const

export default function Signals() {
  const { status, signals, previousHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const tabs = states.map((state) => ({
    label: t(`signals:status.${state}`),
    href: `/admin/signals?status=${state}`,
    current: state === status,
  }))
  return (
    <>
      <PageHead title={t('signals:title')} lead={t('signals:lead')} />
      <Tabs label={t('common:field.status')} tabs={tabs} />
      {signals.length === 0 ? (
        <EmptyState
          title={t(`signals:empty.${status}`)}
          next={
            status === 'open'
              ? { label: t('signals:empty.toSettled'), href: '/admin/signals?status=settled' }
              : { label: t('signals:empty.toOpen'), href: '/admin/signals' }
          }
        >
          {t('signals:empty.text')}
        </EmptyState>
      ) : (
        <SignalTable rows={signals} bar={<Pagination previousHref={previousHref} nextHref={nextHref} />} />
      )}
    </>
  )
}
