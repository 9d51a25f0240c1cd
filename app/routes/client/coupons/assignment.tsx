import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Assign } from '#app/domain/assignments/assignments.input.server.ts'
import { assign, findAssignable, listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { fleetChoices } from '#app/domain/fleet/fleet-choices.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { ChoicesFilter } from '#app/domain/kernel/list-filter.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { AssignmentPage } from '#app/views/assignments/assignment-page.tsx'
import { assignmentsView } from '#app/views/assignments/assignment-view.server.ts'
import { fleetOptions } from '#app/views/assignments/fleet-options.server.ts'

export const handle: PageHandle = { title: 'assignments:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const number = await findAssignable(ctx, companyId, { kind: 'coupon', id })
  const { find } = ChoicesFilter.parse(queryOf(new URL(request.url)))
  const assigned = assignmentsView(await listAssignments(ctx, companyId, { kind: 'coupon', id }))
  return {
    id,
    number,
    assigned,
    ...fleetOptions(await fleetChoices(ctx, companyId, { find })),
    today: businessDay(ctx.now),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  // Another company's is not there, whatever is sent.
  await findAssignable(ctx, companyId, { kind: 'coupon', id })
  return submit(ctx, request, Assign, async (input) => {
    const { number, isChanged } = await assign(ctx, companyId, { kind: 'coupon', id }, input)
    const words = isChanged ? 'assignments:saved' : 'assignments:same'
    return redirectWithToast(ctx.settings, `/coupons/${id}`, words, { number })
  })
}

export default function CouponAssignment() {
  const { id, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [
    { label: t('coupons:title'), href: '/coupons' },
    { label: t('coupons:numbered', { number: page.number }), href: `/coupons/${id}` },
  ]
  return <AssignmentPage {...page} crumbs={crumbs} answer={answer} />
}
