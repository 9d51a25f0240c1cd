import type { ActionFunctionArgs } from '@remix-run/node'
import { findCompany, reopenCompany } from '#app/domain/companies/companies.server.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  return submitPlain(ctx, request, `/admin/companies/${id}`, async () => {
    await reopenCompany(ctx, id)
    return redirectWithToast(ctx.settings, `/admin/companies/${id}`, 'companies:reopened', { name })
  })
}
