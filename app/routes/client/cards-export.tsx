import type { LoaderFunctionArgs } from '@remix-run/node'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { cardsCsv } from '#app/web/fuel-csv.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  return cardsCsv(ctx, ctx.actor.companyId, CardFilter.parse(queryOf(new URL(request.url))))
}
