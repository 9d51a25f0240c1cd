import type { ActionFunctionArgs } from '@remix-run/node'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { withdrawPromise } from '#app/domain/contract-account/promises.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submitPlain } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findCompany(ctx, positiveId(params.id))
  const promiseId = positiveId(params.promiseId)
  requireRight(ctx, 'book_entries')
  const page = `/admin/companies/${id}/account`
  return submitPlain(ctx, request, page, async () => {
    await withdrawPromise(ctx, asCompanyId(id), promiseId)
    return redirectWithToast(ctx.settings, page, 'contract-account:withdrawn')
  })
}
