import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { presentAtTill } from '#app/domain/till/selling.server.ts'
import { NewFill } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { tillAnswer } from '#app/http/session/till-answer.server.ts'
import { phoneOf } from '#app/http/session/till-phone.server.ts'
import { fillPageView } from '#app/views/till/till-view.server.ts'

/** What the camera read, without leaving the page: one request from the code to the answer. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const device = phoneOf(ctx, request)
  const answer = await submit(ctx, request, NewFill, async (input) => {
    const { id } = await presentAtTill(ctx, device, input)
    return redirect(`/till/authorizations/${id}`)
  })
  return tillAnswer(answer, (id) => fillPageView(ctx, device, id))
}
