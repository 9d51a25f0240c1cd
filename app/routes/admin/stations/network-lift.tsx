import type { ActionFunctionArgs } from '@remix-run/node'
import { liftNetworkShortage } from '#app/domain/stations/network-shortages.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

const PAGE = '/admin/stations-network'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, PAGE, async () => {
    await liftNetworkShortage(ctx, id)
    return redirectWithToast(ctx.settings, PAGE, 'station-network:lifted')
  })
}
