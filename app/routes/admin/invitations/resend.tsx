import type { ActionFunctionArgs } from '@remix-run/node'
import { resendInvitation } from '#app/domain/invitations/resend.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  const page = `/admin/invitations/${id}`
  return submitPlain(ctx, request, page, async () => {
    const { email } = await resendInvitation(ctx, id)
    return redirectWithToast(ctx.settings, page, 'invitations:resent', { email })
  })
}
