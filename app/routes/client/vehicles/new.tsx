import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { VehicleInput } from '#app/domain/vehicles/vehicles.input.server.ts'
import { addVehicle } from '#app/domain/vehicles/vehicles.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { VehicleFields } from '#app/views/vehicles/vehicle-fields.tsx'

export const handle: PageHandle = { title: 'fleet:vehicles.new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireClient(request, context), 'manage_fleet')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  return submit(ctx, request, VehicleInput, async (input) => {
    const id = await addVehicle(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/vehicles/${id}`, 'fleet:vehicles.added', { plate: input.plate })
  })
}

export default function NewVehicle() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('fleet:vehicles.new')}
        crumbs={[{ label: t('fleet:vehicles.title'), href: '/vehicles' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <VehicleFields />
          <div className="form-actions">
            <SubmitButton>{t('common:action.add')}</SubmitButton>
            <a className="btn btn-quiet" href="/vehicles">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
