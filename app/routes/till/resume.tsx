import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { resumeShift } from '#app/domain/till/shifts.server.ts'
import { ResumeShift } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { phoneOf, redirectToTill } from '#app/http/session/till-phone.server.ts'
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
  return submit(ctx, request, ResumeShift, async (input) =>
    redirectToTill(ctx.settings, await resumeShift(ctx, input)),
  )
}

export default function Resume() {
  return <ShiftPage view={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
