import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findChosenCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import { findEarlierCoupons } from '#app/domain/handovers/earlier.server.ts'
import { handOver } from '#app/domain/handovers/handing-over.server.ts'
import { ChosenCoupons, HandOverSet } from '#app/domain/handovers/handovers.input.server.ts'
import { ChoicesFilter } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { fleetOptions } from '#app/views/assignments/fleet-options.server.ts'
import { HandOverPage, NothingChosen } from '#app/views/handovers/hand-over-page.tsx'
import { chosenCoupon } from '#app/views/handovers/handover-view.server.ts'

export const handle: PageHandle = { title: 'handovers:toDriver' }

/** Several coupons, which the address names: `ids`. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  const { companyId } = ctx.actor
  const { ids } = ChosenCoupons.parse({ ids: new URL(request.url).searchParams.getAll('ids') })
  const coupons = ids.length > 0 ? await findChosenCoupons(ctx, companyId, ids) : []
  const { find } = ChoicesFilter.parse(queryOf(new URL(request.url)))
  const choices = fleetOptions(await fleetChoices(ctx, companyId, { find }))
  const earlier = await findEarlierCoupons(ctx, companyId, coupons)
  return { coupons: coupons.map(chosenCoupon), earlier, ...choices }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'hand_over_coupons')
  return submit(ctx, request, HandOverSet, async ({ ids, ...input }) => {
    return redirect(`/handovers/${await handOver(ctx, ctx.actor.companyId, ids, input)}`)
  })
}

export default function HandOverSetPage() {
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const ids = answer ? [answer.values.ids ?? []].flat() : page.coupons.map(({ id }) => String(id))
  if (ids.length === 0) return <NothingChosen />
  return <HandOverPage {...page} ids={ids} action="/coupons/hand-over" answer={answer} />
}
