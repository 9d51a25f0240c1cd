import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findDecline } from '#app/domain/declines/declines.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { DeclinePage } from '#app/views/authorizations/decline-page.tsx'
import { declinePageView, readerOf } from '#app/views/authorizations/declines-view.server.ts'

export const handle: PageHandle = { title: 'refusals:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return declinePageView(
    await findDecline(ctx, ctx.actor.companyId, positiveId(params.id)),
    await readerOf(ctx),
  )
}

export default function Refusal() {
  return <DeclinePage view={useLoaderData<typeof loader>()} list="/refusals" />
}
