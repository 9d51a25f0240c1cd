import type { ActionFunctionArgs } from '@remix-run/node'
import { OldProductCode } from '#app/domain/integrations/product-codes.input.server.ts'
import { removeProductCode } from '#app/domain/integrations/product-codes.server.ts'
import { submitBack } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = params.id ?? ''
  const page = `/admin/api-keys/${encodeURIComponent(id)}/products`
  return submitBack(ctx, request, OldProductCode, page, async (input) => {
    await removeProductCode(ctx, id, input)
    return redirectWithToast(ctx.settings, page, 'integrations:codes.removed', { code: input.code })
  })
}
