import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { lessenFill } from '#app/domain/till/selling.server.ts'
import { LesserVolume } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { inOwnShift, phoneOf } from '#app/http/session/till-phone.server.ts'
import { keepTyped, typedFor } from '#app/http/session/till-typed.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { FillPage } from '#app/views/till/fill-page.tsx'
import { fillPageView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:title' }

/** The form stands on the fill's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const id = positiveId(params.id)
  const fill = await inOwnShift(fillPageView(ctx, phoneOf(ctx, request), id))
  const { typed, headers } = typedFor(ctx, request, `/till/authorizations/${id}/less`)
  return data({ fill, typed }, { headers })
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const id = positiveId(params.id)
  const answer = await submit(ctx, request, LesserVolume, async (input) => {
    await lessenFill(ctx, phoneOf(ctx, request), id, input)
    return redirectWithToast(ctx.settings, `/till/authorizations/${id}`, 'till:less.done')
  })
  return keepTyped(ctx, request, answer)
}

export default function Less() {
  const { fill, typed } = useLoaderData<typeof loader>()
  return <FillPage fill={fill} answer={useActionData<typeof action>() ?? typed} />
}
