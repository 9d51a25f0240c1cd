import type { ActionFunctionArgs } from '@remix-run/node'
import { undoBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const id = positiveId(params.id)
  const page = `/bulk-changes/${id}`
  return submitPlain(ctx, request, page, async () => {
    await undoBulkChange(ctx, ctx.actor.companyId, id)
    return redirectWithToast(ctx.settings, page, 'bulk-changes:undoStarted')
  })
}
