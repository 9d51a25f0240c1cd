import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { ReportLost } from '#app/domain/cards/card-blocks.input.server.ts'
import { listPlannedBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { reportCardLost } from '#app/domain/service-requests/lost-cards.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { LostCardForm } from '#app/views/cards/lost-card-form.tsx'

export const handle: PageHandle = { title: 'card-blocks:lost.title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { number, isLost } = await listPlannedBlocks(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'report_cards_lost')
  return { id, number, isLost }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is typed.
  await listPlannedBlocks(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'report_cards_lost')
  return submit(ctx, request, ReportLost, async (input) => {
    const { number, requestId } = await reportCardLost(ctx, ctx.actor.companyId, id, input)
    if (requestId === null)
      return redirectWithToast(ctx.settings, `/cards/${id}`, 'card-blocks:lost.doneAlone', { number })
    const request = String(requestId)
    return redirectWithToast(ctx.settings, `/cards/${id}`, 'card-blocks:lost.done', { number, request })
  })
}

export default function ReportLostCard() {
  const { id, number, isLost } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('card-blocks:lost.title')} crumbs={crumbs} />
      {isLost ? (
        <Alert tone="warn" title={t('cards:status.lost')}>
          <p>{t('cards:why.lost')}</p>
        </Alert>
      ) : (
        <LostCardForm id={id} number={number} answer={answer} />
      )}
    </>
  )
}
