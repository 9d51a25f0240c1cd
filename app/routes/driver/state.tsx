import type { LoaderFunctionArgs } from '@remix-run/node'
import { readDriverLink } from '#app/domain/handovers/driver-link.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { driverContext, driversPhone } from '#app/http/session/drivers-phone.server.ts'
import { stateOfLink } from '#app/views/driver/driver-view.server.ts'

/** Asked by a page that stays open: whether it shows what is so (public/driver.js). */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const link = await readDriverLink(ctx, token, driversPhone(ctx, request, token))
  if (link.kind !== 'open') return reject('link_dead')
  return Response.json({ state: stateOfLink(link) })
}
