import type { ActionFunctionArgs } from '@remix-run/node'
import { liftOutage } from '#app/domain/stations/outages.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const code = params.code ?? ''
  const id = positiveId(params.id)
  const page = `/admin/stations/${encodeURIComponent(code)}`
  return submitPlain(ctx, request, page, async () => {
    const { name } = await liftOutage(ctx, code, id)
    return redirectWithToast(ctx.settings, page, 'stations:lift.done', { name })
  })
}
