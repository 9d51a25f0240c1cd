import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findSignal } from '#app/domain/signals/signals.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SettleSignalForm } from '#app/views/signals/settle-signal-form.tsx'
import { SignalFacts } from '#app/views/signals/signal-facts.tsx'
import { signalView } from '#app/views/signals/signal-view.server.ts'

export const handle: PageHandle = { title: 'signals:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const signal = await findSignal(ctx, positiveId(params.id))
  return {
    signal: signalView(signal),
    maySettle: signal.settled === null && may(ctx.actor, 'settle_signals'),
  }
}

export default function Signal() {
  const { signal, maySettle } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t(`signals:kind.${signal.kind}`)}
        crumbs={[{ label: t('signals:title'), href: '/admin/signals' }]}
      />
      <div className="stack">
        <SignalFacts signal={signal} />
        {maySettle ? <SettleSignalForm id={signal.id} isReport={signal.kind === 'not_received'} /> : null}
      </div>
    </>
  )
}
