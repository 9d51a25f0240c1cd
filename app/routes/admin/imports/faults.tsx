import type { LoaderFunctionArgs } from '@remix-run/node'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { faultsCsv } from '#app/views/imports/faults-export.server.ts'

/** The rows that do not come in, each with its reason, to be corrected and uploaded again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return faultsCsv(ctx, positiveId(params.id))
}
