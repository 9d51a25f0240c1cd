import type { ActionFunctionArgs } from '@remix-run/node'
import { replaceOwnApiKey } from '#app/domain/integrations/integrations.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submitPlain(ctx, request, '/integrations', async () => {
    const { key } = await replaceOwnApiKey(ctx, params.id ?? '')
    return redirectWithNewKey(ctx, '/integrations/created', key)
  })
}
