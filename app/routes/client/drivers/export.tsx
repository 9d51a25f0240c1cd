import type { LoaderFunctionArgs } from '@remix-run/node'
import { DriverFilter } from '#app/domain/drivers/drivers.input.server.ts'
import { exportResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { driversFile } from '#app/views/drivers/drivers-export.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = DriverFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, driversFile(ctx, companyId, filter))
}
