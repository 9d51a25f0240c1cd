import type { LoaderFunctionArgs } from '@remix-run/node'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { exportResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { transactionsFile } from '#app/views/transactions/transactions-export.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, await transactionsFile(ctx, companyId, filter))
}
