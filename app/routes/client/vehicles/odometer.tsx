import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { readOdometer } from '#app/domain/vehicles/readings.server.ts'
import { ReadOdometer } from '#app/domain/vehicles/vehicles.input.server.ts'
import { findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { DateField } from '#app/ui/form/date-field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ReadingFields } from '#app/views/vehicles/reading-fields.tsx'

export const handle: PageHandle = { title: 'fleet:odometer.add' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { id, plate } = await findVehicle(ctx, ctx.actor.companyId, positiveId(params.id))
  return { id, plate, today: businessDay(ctx.now) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findVehicle(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, ReadOdometer, async (input) => {
    const { plate, isUnlikely } = await readOdometer(ctx, companyId, id, input)
    const words = isUnlikely ? 'fleet:odometer.savedUnlikely' : 'fleet:odometer.saved'
    return redirectWithToast(ctx.settings, `/vehicles/${id}`, words, { plate })
  })
}

export default function VehicleOdometer() {
  const { id, plate, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const href = `/vehicles/${id}`
  const crumbs = [
    { label: t('fleet:vehicles.title'), href: '/vehicles' },
    { label: plate, href },
  ]
  return (
    <>
      <PageHead title={t('fleet:odometer.add')} crumbs={crumbs} />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <ReadingFields answer={answer} />
          <DateField
            name="date"
            label={t('fleet:odometer.date')}
            hint={t('fleet:odometer.dateHint')}
            max={today}
          />
          <div className="form-actions">
            <SubmitButton>{t('fleet:odometer.save')}</SubmitButton>
            <a className="btn btn-quiet" href={href}>
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
