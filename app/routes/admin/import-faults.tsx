import type { LoaderFunctionArgs } from '@remix-run/node'
import { faultsCsv } from '#app/views/imports/faults-export.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'

/** The faulty rows, each with its reason, to be corrected and uploaded again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return faultsCsv(ctx, positiveId(params.id))
}
