import type { ActionFunctionArgs } from '@remix-run/node'
import { endSession } from '#app/domain/access/own-sessions.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requirePerson } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const id = positiveId(params.id)
  return submitPlain(ctx, request, '/profile', async () => {
    await endSession(ctx, id)
    return redirectWithToast(ctx.settings, '/profile', 'profile:sessions.ended')
  })
}
