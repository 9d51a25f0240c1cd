import type { LoaderFunctionArgs } from '@remix-run/node'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { exportResponse } from '#app/web/file-response.server.ts'
import { transactionsFile } from '#app/web/fuel-files.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = TransactionFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, transactionsFile(ctx, companyId, filter))
}
