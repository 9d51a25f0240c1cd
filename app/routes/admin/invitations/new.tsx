import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { CompanyPick } from '#app/domain/companies/companies.input.server.ts'
import { listCompanyChoices } from '#app/domain/companies/companies.server.ts'
import { InviteClient } from '#app/domain/invitations/invitations.input.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { FilterBar, SearchField } from '#app/ui/list/filter-bar.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { InvitationFields } from '#app/views/invitations/invitation-fields.tsx'
import { joined } from '#locales/isolated.ts'

export const handle: PageHandle = { title: 'invitations:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'invite_clients')
  const query = queryOf(new URL(request.url))
  const pick = CompanyPick.parse(query)
  return { ...(await listCompanyChoices(ctx, pick)), ...pick, email: query.email }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, InviteClient, async (input) => {
    const invitation = await inviteClient(ctx, input)
    const params = { email: invitation.email }
    return redirectWithToast(ctx.settings, `/admin/invitations/${invitation.id}`, 'invitations:sent', params)
  })
}

export default function NewInvitation() {
  const { companies, more, q, companyId, email } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  // Who searched and found one company means it.
  const chosen = q && companies.length === 1 ? companies[0]?.id : companyId
  const nothingFound = q && companies.length === 0
  const hint = nothingFound ? t('common:empty.nothingFound') : more ? t('invitations:moreCompanies') : null
  return (
    <>
      <PageHead
        title={t('invitations:new')}
        crumbs={[{ label: t('invitations:title'), href: '/admin/invitations' }]}
      />
      <Panel title={t('invitations:toCompany')}>
        {more || q ? (
          <FilterBar
            values={{ q }}
            keep={{ email }}
            search={<SearchField label={t('common:field.search')} by={t('companies:searchHint')} />}
          />
        ) : null}
        <Form answer={answer} nonce={useRoot().formNonce}>
          <Select
            name="companyId"
            label={t('invitations:company')}
            required
            hint={hint}
            empty={t('invitations:chooseCompany')}
            defaultValue={chosen?.toString()}
            options={companies.map((company) => ({
              value: String(company.id),
              label: joined([company.name, company.bin], ' · '),
            }))}
          />
          <InvitationFields roles={clientRoles} email={email} />
          <SubmitButton>{t('invitations:submit')}</SubmitButton>
        </Form>
      </Panel>
    </>
  )
}
