import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { DriverInput } from '#app/domain/drivers/drivers.input.server.ts'
import { addDriver } from '#app/domain/drivers/drivers.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
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
import { DriverFields } from '#app/views/drivers/driver-fields.tsx'

export const handle: PageHandle = { title: 'fleet:drivers.new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireClient(request, context), 'manage_fleet')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'manage_fleet')
  return submit(ctx, request, DriverInput, async (input) => {
    const id = await addDriver(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/drivers/${id}`, 'fleet:drivers.added', { name: input.name })
  })
}

export default function NewDriver() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('fleet:drivers.new')}
        crumbs={[{ label: t('fleet:drivers.title'), href: '/drivers' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <DriverFields />
          <div className="form-actions">
            <SubmitButton>{t('common:action.add')}</SubmitButton>
            <a className="btn btn-quiet" href="/drivers">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
