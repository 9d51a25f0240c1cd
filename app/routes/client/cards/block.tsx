import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { BlockCard } from '#app/domain/cards/card-blocks.input.server.ts'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { submitBlock } from '#app/http/forms/submit-block.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { BlockFields } from '#app/views/cards/block-fields.tsx'
import { cardToBlock } from '#app/views/cards/card-block.server.ts'
import { CardBlockPage } from '#app/views/cards/card-block-page.tsx'

export const handle: PageHandle = { title: 'cards:block.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const of = await cardToBlock(ctx, ctx.actor.companyId, id, `/cards/${id}`)
  requireRightIn(ctx, ctx.actor.companyId, 'block_cards')
  return of.block
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const change = { thing: 'card', becomes: 'blocked', href: `/cards/${id}` } as const
  return submitBlock(ctx, request, BlockCard, change, (input) =>
    blockCard(ctx, ctx.actor.companyId, id, input),
  )
}

export default function BlockCardPage() {
  return (
    <CardBlockPage kind="block" of={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()}>
      <BlockFields />
    </CardBlockPage>
  )
}
