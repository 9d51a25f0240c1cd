import type { ActionFunctionArgs } from '@remix-run/node'
import { keepOnPhone } from '#app/domain/handovers/driver-link.server.ts'
import { driverContext, driversPhone } from '#app/http/session/drivers-phone.server.ts'
import { keptView } from '#app/views/driver/kept-view.server.ts'

/** For the phone that opened the link alone: what it keeps for where there is no signal. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await driverContext(request, context)
  const token = params.token ?? ''
  const kept = await keepOnPhone(ctx, token, driversPhone(ctx, request, token))
  return Response.json(await keptView(ctx, kept), { headers: { 'Cache-Control': 'no-store' } })
}
