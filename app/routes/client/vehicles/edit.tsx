import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { VehicleInput } from '#app/domain/vehicles/vehicles.input.server.ts'
import { editVehicle, findVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { VehicleFields } from '#app/views/vehicles/vehicle-fields.tsx'
import { litresText } from '#app/views/vehicles/vehicle-text.ts'

export const handle: PageHandle = { title: 'fleet:vehicles.edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const vehicle = await findVehicle(ctx, ctx.actor.companyId, positiveId(params.id))
  const { id, plate, make, product, tank, norm, version } = vehicle
  return {
    ...{ id, plate, make, version, product: product ?? '' },
    tank: litresText(tank, ctx.locale),
    norm: litresText(norm, ctx.locale),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findVehicle(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, VehicleInput, async (input) => {
    await editVehicle(ctx, companyId, id, input)
    return redirectWithToast(ctx.settings, `/vehicles/${id}`, 'fleet:vehicles.saved', { plate: input.plate })
  })
}

export default function EditVehicle() {
  const vehicle = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const href = `/vehicles/${vehicle.id}`
  const crumbs = [
    { label: t('fleet:vehicles.title'), href: '/vehicles' },
    { label: vehicle.plate, href },
  ]
  return (
    <>
      <PageHead title={t('fleet:vehicles.edit')} crumbs={crumbs} />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <VehicleFields vehicle={vehicle} />
          <div className="form-actions">
            <SubmitButton>{t('common:action.save')}</SubmitButton>
            <a className="btn btn-quiet" href={href}>
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
