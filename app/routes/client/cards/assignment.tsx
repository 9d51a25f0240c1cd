import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Assign } from '#app/domain/assignments/assignments.input.server.ts'
import { assign, findAssignable, listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { driverChoices } from '#app/domain/drivers/drivers.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { vehicleChoices } from '#app/domain/vehicles/vehicles.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AssignmentPage } from '#app/views/assignments/assignment-page.tsx'
import { assignmentsView } from '#app/views/assignments/assignment-view.server.ts'

export const handle: PageHandle = { title: 'assigned:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const number = await findAssignable(ctx, companyId, { kind: 'card', id })
  const drivers = await driverChoices(ctx, companyId)
  const vehicles = await vehicleChoices(ctx, companyId)
  return {
    id,
    number,
    assigned: assignmentsView(await listAssignments(ctx, companyId, { kind: 'card', id })),
    drivers: drivers.map((driver) => ({ value: String(driver.id), label: driver.name })),
    vehicles: vehicles.map((vehicle) => ({ value: String(vehicle.id), label: vehicle.plate })),
    today: businessDay(ctx.now),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  // Another company's is not there, whatever is sent.
  await findAssignable(ctx, companyId, { kind: 'card', id })
  return submit(ctx, request, Assign, async (input) => {
    const { number, isChanged } = await assign(ctx, companyId, { kind: 'card', id }, input)
    const words = isChanged ? 'assigned:saved' : 'assigned:same'
    return redirectWithToast(ctx.settings, `/cards/${id}`, words, { number })
  })
}

export default function CardAssignment() {
  const { id, ...page } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number: page.number }), href: `/cards/${id}` },
  ]
  return <AssignmentPage {...page} crumbs={crumbs} answer={answer} />
}
