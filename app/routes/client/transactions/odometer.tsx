import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { findTransaction } from '#app/domain/transactions/transactions.server.ts'
import { findFillReading, readFillOdometer } from '#app/domain/vehicles/readings.server.ts'
import { ReadFill } from '#app/domain/vehicles/vehicles.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { FillOdometer } from '#app/views/vehicles/fill-odometer.tsx'
import { readingView } from '#app/views/vehicles/vehicle-view.server.ts'

export const handle: PageHandle = { title: 'fleet:odometer.fillTitle' }

/** The form stands on the refuelling's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findTransaction(ctx, companyId, positiveId(params.id))
  const reading = await findFillReading(ctx, companyId, id)
  return { id, reading: reading && readingView(reading) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findTransaction(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, ReadFill, async (input) => {
    const { plate, isUnlikely } = await readFillOdometer(ctx, companyId, id, input)
    const words = isUnlikely ? 'fleet:odometer.savedUnlikely' : 'fleet:odometer.saved'
    return redirectWithToast(ctx.settings, `/transactions/${id}`, words, { plate })
  })
}

export default function TransactionOdometer() {
  const { id, reading } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('fleet:odometer.fillTitle')}
        crumbs={[{ label: t('fuel-reports:refuelling'), href: `/transactions/${id}` }]}
      />
      <FillOdometer id={id} reading={reading} mayRead answer={answer} />
    </>
  )
}
