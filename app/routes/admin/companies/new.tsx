import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { CompanyInput } from '#app/domain/companies/companies.input.server.ts'
import { createCompany } from '#app/domain/companies/companies.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CompanyFields } from '#app/views/companies/company-fields.tsx'

export const handle: PageHandle = { title: 'companies:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'edit_companies')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, CompanyInput, async (input) => {
    const id = await createCompany(ctx, input)
    return redirectWithToast(ctx.settings, `/admin/companies/${id}`, 'companies:created', {
      name: input.name,
    })
  })
}

export default function NewCompany() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('companies:new')}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <CompanyFields />
          <div className="form-actions">
            <SubmitButton>{t('common:action.create')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/companies">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
