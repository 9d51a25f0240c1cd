import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { choosePump } from '#app/domain/till/selling.server.ts'
import { ChosenPump } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { FillPage } from '#app/views/till/fill-page.tsx'
import { fillPageView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

/** The form stands on the fill's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return inOwnShift(fillPageView(ctx, phoneOf(ctx, request), positiveId(params.id)))
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const id = positiveId(params.id)
  return submit(ctx, request, ChosenPump, async ({ pump }) => {
    await choosePump(ctx, phoneOf(ctx, request), id, pump)
    return redirect(`/till/authorizations/${id}`)
  })
}

export default function Pump() {
  return <FillPage fill={useLoaderData<typeof loader>()} pumpAnswer={useActionData<typeof action>()} />
}
