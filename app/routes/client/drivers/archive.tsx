import type { ActionFunctionArgs } from '@remix-run/node'
import { archiveDriver, findDriver } from '#app/domain/drivers/drivers.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findDriver(ctx, companyId, positiveId(params.id))
  const href = `/drivers/${id}`
  return submitPlain(ctx, request, href, async () => {
    const { name } = await archiveDriver(ctx, companyId, id)
    return redirectWithToast(ctx.settings, href, 'fleet:drivers.archive.done', { name })
  })
}
