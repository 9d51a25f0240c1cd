import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { CompanyFields } from '#app/components/company-fields.tsx'
import { Form } from '#app/components/form.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { useRoot } from '#app/components/root-data.ts'
import { SubmitButton } from '#app/components/submit-button.tsx'
import { useWords } from '#app/components/words.ts'
import { CompanyInput } from '#app/domain/companies/companies.input.server.ts'
import { createCompany } from '#app/domain/companies/companies.server.ts'
import { authorize } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/web/forms.server.ts'
import { requireStaff } from '#app/web/guards.server.ts'
import { redirectWithToast } from '#app/web/toast.server.ts'

export const handle: PageHandle = { title: 'companies:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  authorize(await requireStaff(request, context), 'edit_companies')
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
