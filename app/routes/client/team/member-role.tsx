import type { ActionFunctionArgs } from '@remix-run/node'
import { ChangeColleagueRole } from '#app/domain/accounts/accounts.input.server.ts'
import { changeColleagueRole } from '#app/domain/accounts/team.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const userId = positiveId(params.id)
  return submitBack(ctx, request, ChangeColleagueRole, '/team', async ({ role }) => {
    await changeColleagueRole(ctx, userId, role)
    return redirectWithToast(ctx.settings, '/team', 'team:role.changed')
  })
}
