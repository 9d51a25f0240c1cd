import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { CallersReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { submitBlock } from '#app/http/forms/submit-block.server.ts'
import { requireCardForClient } from '#app/http/session/company-resource.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { cardToBlock } from '#app/views/cards/card-block.server.ts'
import { CardBlockPage } from '#app/views/cards/card-block-page.tsx'
import { blockForClient } from '#app/views/companies/block-for-client.ts'

export const handle: PageHandle = { title: 'cards:block.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, companyId, id } = await requireCardForClient(request, context, params)
  return (await cardToBlock(ctx, companyId, id, `/admin/companies/${companyId}/cards/${id}`)).block
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, companyId, id } = await requireCardForClient(request, context, params)
  const change = {
    thing: 'card',
    becomes: 'blocked',
    href: `/admin/companies/${companyId}/cards/${id}`,
  } as const
  return submitBlock(ctx, request, CallersReason, change, (input) => blockCard(ctx, companyId, id, input))
}

export default function BlockCardForClient() {
  return (
    <CardBlockPage
      kind="block"
      of={useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      ask={blockForClient}
    />
  )
}
