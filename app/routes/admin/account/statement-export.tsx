import type { LoaderFunctionArgs } from '@remix-run/node'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { fileResponse, formatIn } from '#app/http/server/file-response.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { statementFile } from '#app/views/contract-account/statement-file.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findCompany(ctx, positiveId(params.id))
  return fileResponse(ctx, formatIn(request.url), await statementFile(ctx, asCompanyId(id), request.url))
}
