import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { presentAtTill } from '#app/domain/till/selling.server.ts'
import { NewFill } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import { keepTyped } from '#app/http/session/till-typed.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { SellPage } from '#app/views/till/sell-page.tsx'
import { tillView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return inOwnShift(tillView(ctx, phoneOf(ctx, request)))
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const answer = await submit(ctx, request, NewFill, async (input) => {
    const { id } = await presentAtTill(ctx, phoneOf(ctx, request), input)
    return redirect(`/till/authorizations/${id}`)
  })
  return keepTyped(ctx, request, answer)
}

export default function Present() {
  return <SellPage view={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
