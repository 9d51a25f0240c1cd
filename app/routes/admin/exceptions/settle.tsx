import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { SettleDiscrepancy } from '#app/domain/discrepancies/discrepancies.input.server.ts'
import { findDiscrepancy, settleDiscrepancy } from '#app/domain/discrepancies/discrepancies.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SettleForm } from '#app/views/discrepancies/settle-form.tsx'
import { isFromShift, shiftPath } from '#app/views/discrepancies/shift-path.ts'

export const handle: PageHandle = { title: 'exceptions:settle.title' }

/** The form stands on the discrepancy's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'settle_discrepancies')
  const { id, kind, settled, chargeable, askable } = await findDiscrepancy(ctx, positiveId(params.id))
  if (settled) throw redirectWithToast(ctx.settings, `/admin/exceptions/${id}`, 'errors:exception_settled')
  return { id, chargeable, askable, kind, isFromShift: isFromShift(request.url) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'settle_discrepancies')
  const id = positiveId(params.id)
  return submit(ctx, request, SettleDiscrepancy, async (input) => {
    const { shift } = await findDiscrepancy(ctx, id)
    await settleDiscrepancy(ctx, id, input)
    const back = shift && isFromShift(request.url) ? shiftPath(shift) : '/admin/exceptions'
    return redirectWithToast(ctx.settings, back, 'exceptions:settle.done')
  })
}

export default function Settle() {
  const { id, ...form } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('exceptions:settle.title')}
        crumbs={[{ label: t('exceptions:one'), href: `/admin/exceptions/${id}` }]}
      />
      <SettleForm id={id} {...form} answer={answer} open />
    </>
  )
}
