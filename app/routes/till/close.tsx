import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { closeShift } from '#app/domain/till/shifts.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { phoneOf } from '#app/http/session/till-phone.server.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  return submitPlain(ctx, request, '/till/shift', async () => {
    const { id } = await closeShift(ctx, phoneOf(ctx, request))
    return redirectWithToast(ctx.settings, `/till/shifts/${id}`, 'till:shift.closed')
  })
}
