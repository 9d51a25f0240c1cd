import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ClosePeriod } from '#app/domain/contract-account/account.input.server.ts'
import { closePeriod, listPeriods } from '#app/domain/contract-account/periods.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ClosePeriodPanel } from '#app/views/contract-account/periods.tsx'

export const handle: PageHandle = { title: 'contract-account:periods.close' }

/** The form stands on the page of closed months; here it stands again when it was refused. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'close_periods')
  return { open: (await listPeriods(ctx)).open }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'close_periods')
  return submit(ctx, request, ClosePeriod, async (input) => {
    await closePeriod(ctx, input)
    return redirectWithToast(ctx.settings, '/admin/periods', 'contract-account:periods.closed')
  })
}

export default function ClosePeriodPage() {
  const { open } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [{ label: t('contract-account:periods.title'), href: '/admin/periods' }]
  return (
    <>
      <PageHead title={t('contract-account:periods.close')} crumbs={crumbs} />
      <ClosePeriodPanel months={open} answer={answer} open />
    </>
  )
}
