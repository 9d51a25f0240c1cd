import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { choosePump, completeFill } from '#app/domain/till/selling.server.ts'
import { ScannedDeed } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { tillAnswer } from '#app/http/session/till-answer.server.ts'
import { phoneOf } from '#app/http/session/till-phone.server.ts'
import { fillPageView } from '#app/views/till/till-view.server.ts'

/** The pump of what was scanned, or that it flowed whole, without leaving the page with the camera. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const device = phoneOf(ctx, request)
  const id = positiveId(params.id)
  const answer = await submit(ctx, request, ScannedDeed, async (deed) => {
    if ('pump' in deed) await choosePump(ctx, device, id, deed.pump)
    else await completeFill(ctx, device, id, deed)
    return redirect(`/till/authorizations/${id}`)
  })
  return tillAnswer(answer, (id) => fillPageView(ctx, device, id))
}
