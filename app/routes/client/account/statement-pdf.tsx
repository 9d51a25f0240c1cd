import type { LoaderFunctionArgs } from '@remix-run/node'
import { findOwnCompany } from '#app/domain/accounts/own-companies.server.ts'
import { paperResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { statementPaper } from '#app/views/contract-account/statement-pdf.server.ts'
import { statementView } from '#app/views/contract-account/statement-view.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const company = await findOwnCompany(ctx, companyId)
  const statement = await statementView(ctx, companyId, company, request.url)
  return paperResponse(request, await statementPaper(ctx, statement))
}
