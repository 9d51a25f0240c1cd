import type { LoaderFunctionArgs } from '@remix-run/node'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { transactionsCsv } from '#app/web/fuel-csv.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return transactionsCsv(ctx, ctx.actor.companyId, TransactionFilter.parse(queryOf(new URL(request.url))))
}
