import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { SettleSignal } from '#app/domain/signals/signals.input.server.ts'
import { findSignal, settleSignal } from '#app/domain/signals/signals.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SettleSignalForm } from '#app/views/signals/settle-signal-form.tsx'

export const handle: PageHandle = { title: 'signals:settle.title' }

/** The form stands on the signal's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'settle_signals')
  const { id, kind, settled } = await findSignal(ctx, positiveId(params.id))
  if (settled) throw redirectWithToast(ctx.settings, `/admin/signals/${id}`, 'errors:conflict_try_again')
  return { id, isReport: kind === 'not_received' }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'settle_signals')
  const id = positiveId(params.id)
  return submit(ctx, request, SettleSignal, async (input) => {
    await settleSignal(ctx, id, input)
    return redirectWithToast(ctx.settings, '/admin/signals', 'signals:settle.done')
  })
}

export default function Settle() {
  const { id, isReport } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('signals:settle.title')}
        crumbs={[{ label: t('signals:one'), href: `/admin/signals/${id}` }]}
      />
      <SettleSignalForm id={id} isReport={isReport} answer={answer} open />
    </>
  )
}
