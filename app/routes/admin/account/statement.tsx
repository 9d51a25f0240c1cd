import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useParams } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { StatementPage } from '#app/views/contract-account/statement-page.tsx'
import { statementView } from '#app/views/contract-account/statement-view.server.ts'

export const handle: PageHandle = { title: 'statement:title' }

/** `from`, `to`: days, both included; without any the last whole month. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name, bin } = await findCompany(ctx, positiveId(params.id))
  return statementView(ctx, asCompanyId(id), { name, bin }, request.url)
}

export default function CompanyStatement() {
  const path = `/admin/companies/${useParams().id}/account`
  return <StatementPage statement={useLoaderData<typeof loader>()} path={path} />
}
