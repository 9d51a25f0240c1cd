import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PlanBlocks } from '#app/domain/cards/card-blocks.input.server.ts'
import { comingHolidays } from '#app/domain/cards/holidays.ts'
import { listPlannedBlocks, planBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { almatyWallClock, businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PlanBlocksForm, PlannedBlocks } from '#app/views/cards/planned-blocks.tsx'

export const handle: PageHandle = { title: 'card-blocks:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { number, blocks } = await listPlannedBlocks(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'block_cards')
  return {
    ...{ id, number },
    blocks: blocks.map(({ id, begins_at, ends_at, cause, reason }) => ({
      ...{ id, cause, reason },
      from: almatyWallClock(begins_at),
      until: ends_at && almatyWallClock(ends_at),
    })),
    holidays: comingHolidays(businessDay(ctx.now)),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  // Another company's card is not there, whatever is typed.
  await listPlannedBlocks(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'block_cards')
  return submit(ctx, request, PlanBlocks, async (input) => {
    const { number } = await planBlocks(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/cards/${id}/blocks`, 'card-blocks:saved', { number })
  })
}

export default function CardBlocks() {
  const { id, number, blocks, holidays } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('card-blocks:title')} crumbs={crumbs} lead={t('card-blocks:lead')} />
      <div className="stack">
        <PlannedBlocks id={id} blocks={blocks} />
        <PlanBlocksForm id={id} holidays={holidays} answer={useActionData<typeof action>()} />
      </div>
    </>
  )
}
