import type { ActionFunctionArgs } from '@remix-run/node'
import { revokeOwnApiKey } from '#app/domain/integrations/integrations.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submitPlain(ctx, request, '/integrations', async () => {
    const { name } = await revokeOwnApiKey(ctx, params.id ?? '')
    return redirectWithToast(ctx.settings, '/integrations', 'integrations:revoked', { name })
  })
}
