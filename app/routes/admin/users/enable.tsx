import type { ActionFunctionArgs } from '@remix-run/node'
import { enableUser } from '#app/domain/accounts/user-status.server.ts'
import { findUser } from '#app/domain/accounts/users.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, email } = await findUser(ctx, positiveId(params.id))
  return submitPlain(ctx, request, `/admin/users/${id}`, async () => {
    await enableUser(ctx, id)
    return redirectWithToast(ctx.settings, `/admin/users/${id}`, 'users:enabled', { email })
  })
}
