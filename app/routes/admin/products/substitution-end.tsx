import type { ActionFunctionArgs } from '@remix-run/node'
import { endSubstitution } from '#app/domain/stations/substitutions.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

const PAGE = '/admin/products/substitutions'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, PAGE, async () => {
    await endSubstitution(ctx, id)
    return redirectWithToast(ctx.settings, PAGE, 'products:substitution.ended')
  })
}
