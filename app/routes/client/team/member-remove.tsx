import type { ActionFunctionArgs } from '@remix-run/node'
import { listColleagues, removeColleague } from '#app/domain/accounts/team.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  const userId = positiveId(params.id)
  const colleague = (await listColleagues(ctx)).find((candidate) => candidate.userId === userId)
  return submitPlain(ctx, request, '/team', async () => {
    await removeColleague(ctx, userId)
    const name = colleague?.name || colleague?.email || ''
    return redirectWithToast(ctx.settings, '/team', 'team:removed', { name })
  })
}
