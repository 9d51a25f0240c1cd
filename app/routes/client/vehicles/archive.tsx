import type { ActionFunctionArgs } from '@remix-run/node'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { archiveVehicle, findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findVehicle(ctx, companyId, positiveId(params.id))
  const href = `/vehicles/${id}`
  return submitPlain(ctx, request, href, async () => {
    const { plate } = await archiveVehicle(ctx, companyId, id)
    return redirectWithToast(ctx.settings, href, 'fleet:vehicles.archive.done', { plate })
  })
}
