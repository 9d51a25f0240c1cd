import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CompanyInput } from '#app/domain/companies/companies.input.server.ts'
import { editCompany, findCompany } from '#app/domain/companies/companies.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CompanyFields } from '#app/views/companies/company-fields.tsx'

export const handle: PageHandle = { title: 'companies:edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_companies')
  const company = await findCompany(ctx, positiveId(params.id))
  return {
    id: company.id,
    bin: company.bin,
    name: company.name,
    contractNumber: company.contract_number ?? '',
    contractDate: company.contract_date ?? '',
    email: company.email ?? '',
    phone: company.phone ?? '',
    city: company.city ?? '',
    locale: company.locale ?? '',
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submit(ctx, request, CompanyInput, async (input) => {
    await editCompany(ctx, id, input)
    return redirectWithToast(ctx.settings, `/admin/companies/${id}`, 'companies:saved', { name: input.name })
  })
}

export default function EditCompany() {
  const company = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const href = `/admin/companies/${company.id}`
  const crumbs = [
    { label: t('companies:title'), href: '/admin/companies' },
    { label: company.name, href },
  ]
  return (
    <>
      <PageHead title={t('companies:edit')} crumbs={crumbs} />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <CompanyFields company={company} />
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
