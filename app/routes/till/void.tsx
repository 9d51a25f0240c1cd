import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { voidFill } from '#app/domain/till/selling.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'
import { phoneOf } from '#app/http/session/till-phone.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  requireRight(ctx, 'use_till')
  const id = positiveId(params.id)
  return submitPlain(ctx, request, `/till/authorizations/${id}`, async () => {
    await voidFill(ctx, phoneOf(ctx, request), id)
    return redirectWithToast(ctx.settings, '/till', 'till:void.done')
  })
}
