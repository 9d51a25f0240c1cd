import type { ActionFunctionArgs } from '@remix-run/node'
import { endOtherSessions } from '#app/domain/access/own-sessions.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { currentSession, requirePerson } from '#app/http/session/guards.server.ts'

/** Every session of the person but this one. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requirePerson(request, context)
  const current = await currentSession(request, context)
  return submitPlain(ctx, request, '/profile', async () => {
    await endOtherSessions(ctx, current?.sessionId ?? 0)
    return redirectWithToast(ctx.settings, '/profile', 'profile:sessions.othersEnded')
  })
}
