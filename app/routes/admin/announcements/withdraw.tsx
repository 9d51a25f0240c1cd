import type { ActionFunctionArgs } from '@remix-run/node'
import { withdrawAnnouncement } from '#app/domain/announcements/announcements.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  const page = `/admin/announcements/${id}`
  return submitPlain(ctx, request, page, async () => {
    await withdrawAnnouncement(ctx, id)
    return redirectWithToast(ctx.settings, page, 'announcements:withdrawn')
  })
}
