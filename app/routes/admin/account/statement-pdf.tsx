import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { paperResponse } from '#app/http/server/file-response.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { statementPaper } from '#app/views/contract-account/statement-pdf.server.ts'
import { statementView } from '#app/views/contract-account/statement-view.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name, bin } = await findCompany(ctx, positiveId(params.id))
  const statement = await statementView(ctx, asCompanyId(id), { name, bin }, request.url)
  return paperResponse(request, await statementPaper(ctx, statement))
}
