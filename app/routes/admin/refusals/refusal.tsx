import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findAnyRefusal } from '#app/domain/refusals/refusals.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { RefusalPage } from '#app/views/authorizations/refusal-page.tsx'
import { readerOf, refusalPageView } from '#app/views/authorizations/refusal-view.server.ts'

export const handle: PageHandle = { title: 'refusals:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return refusalPageView(await findAnyRefusal(ctx, positiveId(params.id)), await readerOf(ctx))
}

export default function Refusal() {
  return <RefusalPage view={useLoaderData<typeof loader>()} list="/admin/refusals" />
}
