import type { ActionFunctionArgs } from '@remix-run/node'
import { findReadonlyLink, revokeReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfReadonlyLink } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfReadonlyLink(request, context, id)
  const { companyId } = ctx.actor
  await findReadonlyLink(ctx, companyId, id)
  const page = `/readonly-links/${id}`
  return submitPlain(ctx, request, page, async () => {
    const { name } = await revokeReadonlyLink(ctx, companyId, id)
    return redirectWithToast(ctx.settings, page, 'readonly-links:revoked', { name })
  })
}
