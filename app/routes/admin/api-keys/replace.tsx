import type { ActionFunctionArgs } from '@remix-run/node'
import { replaceApiKey } from '#app/domain/integrations/integrations.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submitPlain(ctx, request, '/admin/api-keys', async () => {
    const { key } = await replaceApiKey(ctx, params.id ?? '')
    return redirectWithNewKey(ctx, '/admin/api-keys/created', key)
  })
}
