import type { LoaderFunctionArgs } from '@remix-run/node'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { exportResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { cardsFile } from '#app/views/cards/cards-export.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CardFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, await cardsFile(ctx, companyId, filter))
}
