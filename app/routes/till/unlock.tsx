import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { unlockShift } from '#app/domain/till/shifts.server.ts'
import { OpenShift } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { phoneOf } from '#app/http/session/till-phone.server.ts'
import { pageOfTyped } from '#app/http/session/till-typed.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { ShiftPage } from '#app/views/till/shift-page.tsx'
import { shiftPageView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:shift.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  return shiftPageView(ctx, phoneOf(ctx, request))
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  return submit(ctx, request, OpenShift, async (input) => {
    await unlockShift(ctx, phoneOf(ctx, request), input)
    return redirect(pageOfTyped(ctx, request))
  })
}

export default function Unlock() {
  return <ShiftPage view={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
