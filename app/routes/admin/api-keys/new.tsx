import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { apiScopes } from '#app/domain/kernel/roles.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { redirectWithNewKey } from '#app/http/session/new-key-cookie.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ApiKeyFields } from '#app/views/integrations/api-key-fields.tsx'

export const handle: PageHandle = { title: 'integrations:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'manage_api_keys')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, NewApiKey, async (input) => {
    const { key } = await createApiKey(ctx, input)
    return redirectWithNewKey(ctx, '/admin/api-keys/created', key)
  })
}

export default function NewKey() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('integrations:new')}
        crumbs={[{ label: t('integrations:title'), href: '/admin/api-keys' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <ApiKeyFields scopes={apiScopes} forStaff={true} />
          <div className="form-actions">
            <SubmitButton>{t('integrations:create')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/api-keys">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
