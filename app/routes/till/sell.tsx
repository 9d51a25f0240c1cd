import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import { typedFor } from '#app/http/session/till-typed.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { SellPage } from '#app/views/till/sell-page.tsx'
import { tillView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const view = await inOwnShift(tillView(ctx, phoneOf(ctx, request)))
  const { typed, headers } = typedFor(ctx, request, '/till/authorizations')
  return data({ view, typed }, { headers })
}

export default function Sell() {
  const { view, typed } = useLoaderData<typeof loader>()
  return <SellPage view={view} answer={typed} />
}
