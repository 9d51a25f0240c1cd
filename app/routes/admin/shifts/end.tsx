import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { endShift } from '#app/domain/till/shifts.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'end_shifts')
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/admin/shifts/${id}`, async () => {
    await endShift(ctx, id)
    return redirectWithToast(ctx.settings, `/admin/shifts/${id}`, 'till:end.done')
  })
}
