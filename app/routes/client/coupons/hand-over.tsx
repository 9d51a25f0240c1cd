import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findChosenCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import { findEarlierCoupons } from '#app/domain/handovers/earlier.server.ts'
import { handOver } from '#app/domain/handovers/handing-over.server.ts'
import { HandOver } from '#app/domain/handovers/handovers.input.server.ts'
import { ChoicesFilter } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { fleetOptions } from '#app/views/assignments/fleet-options.server.ts'
import { HandOverPage } from '#app/views/handovers/hand-over-page.tsx'
import { chosenCoupon } from '#app/views/handovers/handover-view.server.ts'

export const handle: PageHandle = { title: 'handovers:toDriver' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const { companyId } = ctx.actor
  const coupons = await findChosenCoupons(ctx, companyId, [id])
  requireRight(ctx, 'hand_over_coupons')
  const { find } = ChoicesFilter.parse(queryOf(new URL(request.url)))
  const choices = fleetOptions(await fleetChoices(ctx, companyId, { find }))
  const earlier = await findEarlierCoupons(ctx, companyId, coupons)
  return { id, earlier, coupons: coupons.map(chosenCoupon), ...choices }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const { companyId } = ctx.actor
  await findChosenCoupons(ctx, companyId, [id])
  requireRight(ctx, 'hand_over_coupons')
  return submit(ctx, request, HandOver, async (input) => {
    return redirect(`/handovers/${await handOver(ctx, companyId, [id], input)}`)
  })
}

export default function HandOverCoupon() {
  const { id, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return <HandOverPage {...page} action={`/coupons/${id}/hand-over`} answer={answer} />
}
