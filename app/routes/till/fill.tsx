import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { FillPage } from '#app/views/till/fill-page.tsx'
import { fillPageView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return inOwnShift(fillPageView(ctx, phoneOf(ctx, request), positiveId(params.id)))
}

export default function Fill() {
  return <FillPage fill={useLoaderData<typeof loader>()} />
}
