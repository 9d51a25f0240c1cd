import type { LoaderFunctionArgs } from '@remix-run/node'
import { VehicleFilter } from '#app/domain/vehicles/vehicles.input.server.ts'
import { exportResponse } from '#app/http/server/file-response.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { vehiclesFile } from '#app/views/vehicles/vehicles-export.server.ts'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = VehicleFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  return exportResponse(ctx, request, companyId, await vehiclesFile(ctx, companyId, filter))
}
