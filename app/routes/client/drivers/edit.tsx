import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DriverInput } from '#app/domain/drivers/drivers.input.server.ts'
import { editDriver, findDriver } from '#app/domain/drivers/drivers.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
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
import { DriverFields } from '#app/views/drivers/driver-fields.tsx'

export const handle: PageHandle = { title: 'fleet:drivers.edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const driver = await findDriver(ctx, ctx.actor.companyId, positiveId(params.id))
  const { id, name, phone, locale, comment, version } = driver
  return { id, name, phone, locale, comment, version }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  const { companyId } = ctx.actor
  const { id } = await findDriver(ctx, companyId, positiveId(params.id))
  return submit(ctx, request, DriverInput, async (input) => {
    await editDriver(ctx, companyId, id, input)
    return redirectWithToast(ctx.settings, `/drivers/${id}`, 'fleet:drivers.saved', { name: input.name })
  })
}

export default function EditDriver() {
  const driver = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const href = `/drivers/${driver.id}`
  const crumbs = [
    { label: t('fleet:drivers.title'), href: '/drivers' },
    { label: driver.name, href },
  ]
  return (
    <>
      <PageHead title={t('fleet:drivers.edit')} crumbs={crumbs} />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <DriverFields driver={driver} />
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
