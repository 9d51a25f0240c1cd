import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findOwnCompany } from '#app/domain/accounts/own-companies.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { StatementPage } from '#app/views/contract-account/statement-page.tsx'
import { statementView } from '#app/views/contract-account/statement-view.server.ts'

export const handle: PageHandle = { title: 'statement:title' }

/** `from`, `to`: days, both included; without any the last whole month. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  return statementView(ctx, companyId, await findOwnCompany(ctx, companyId), request.url)
}

export default function Statement() {
  return <StatementPage statement={useLoaderData<typeof loader>()} path="/account" />
}
