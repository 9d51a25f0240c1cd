import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { requireOwnShift } from '#app/domain/till/own-shift.server.ts'
import { completeByPhoneCode } from '#app/domain/till/phone-code.server.ts'
import { PhoneCodeFill } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import { keepTyped, typedFor } from '#app/http/session/till-typed.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PhoneCodePage } from '#app/views/till/phone-code-page.tsx'

export const handle: PageHandle = { title: 'till:phone.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  await inOwnShift(requireOwnShift(ctx, phoneOf(ctx, request)))
  const { typed, headers } = typedFor(ctx, request, '/till/phone-code')
  return data({ typed }, { headers })
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const answer = await submit(ctx, request, PhoneCodeFill, async (input) => {
    const { id } = await completeByPhoneCode(ctx, phoneOf(ctx, request), input)
    return redirectWithToast(ctx.settings, `/till/authorizations/${id}`, 'till:complete.done')
  })
  return keepTyped(ctx, request, answer)
}

export default function PhoneCode() {
  const { typed } = useLoaderData<typeof loader>()
  return <PhoneCodePage answer={useActionData<typeof action>() ?? typed} />
}
