import type { ActionFunctionArgs } from '@remix-run/node'
import { revokeApiKey } from '#app/domain/integrations/integrations.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submitPlain(ctx, request, '/admin/api-keys', async () => {
    const { name } = await revokeApiKey(ctx, params.id ?? '')
    return redirectWithToast(ctx.settings, '/admin/api-keys', 'integrations:revoked', { name })
  })
}
