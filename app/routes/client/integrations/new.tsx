import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { NewOwnApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createOwnApiKey } from '#app/domain/integrations/integrations.server.ts'
import { ownScopes } from '#app/domain/integrations/integrations.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
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
  requireRight(await requireClient(request, context), 'manage_own_api_keys')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submit(ctx, request, NewOwnApiKey, async (input) => {
    const { key } = await createOwnApiKey(ctx, input)
    return redirectWithNewKey(ctx, '/integrations/created', key)
  })
}

export default function NewKey() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('integrations:new')}
        crumbs={[{ label: t('integrations:ownTitle'), href: '/integrations' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <ApiKeyFields scopes={ownScopes} forStaff={false} />
          <div className="form-actions">
            <SubmitButton>{t('integrations:create')}</SubmitButton>
            <a className="btn btn-quiet" href="/integrations">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
