import type { ActionFunctionArgs } from '@remix-run/node'
import { ChangeStaffRole } from '#app/domain/accounts/accounts.input.server.ts'
import { changeStaffRole } from '#app/domain/accounts/user-status.server.ts'
import { findUser } from '#app/domain/accounts/users.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, email } = await findUser(ctx, positiveId(params.id))
  const page = `/admin/users/${id}`
  return submitBack(ctx, request, ChangeStaffRole, page, async ({ role, station }) => {
    await changeStaffRole(ctx, id, role, station)
    return redirectWithToast(ctx.settings, page, 'users:role.changed', { email })
  })
}
