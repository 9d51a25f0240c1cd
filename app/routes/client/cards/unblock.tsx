import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { blockToast } from '#app/http/forms/block-toast.server.ts'
import { NoFields, submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { BlockPage } from '#app/ui/form/block-form.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { cardBlockQuestion } from '#app/views/cards/card-block.ts'

export const handle: PageHandle = { title: 'cards:unblock.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const card = await findCard(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'block_cards')
  return { id, number: maskedNumber(card.number), reach: card.reach, can: card.canUnblock }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  return submit(ctx, request, NoFields, async () => {
    const { number } = await unblockCard(ctx, ctx.actor.companyId, id)
    return redirectWithToast(ctx.settings, `/cards/${id}`, blockToast(ctx.settings, 'card', 'unblocked'), {
      number,
    })
  })
}

export default function UnblockCard() {
  const { id, number, reach, can } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <BlockPage
      question={cardBlockQuestion(t, 'unblock', number, reach)}
      of={{ label: t('cards:numbered', { number }), href: `/cards/${id}` }}
      answer={useActionData<typeof action>()}
      refusal={can ? undefined : t('errors:card_not_unblockable')}
    />
  )
}
