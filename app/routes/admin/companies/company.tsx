import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listPeopleOfCompany } from '#app/domain/accounts/team.server.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { listInvitations } from '#app/domain/invitations/invitation-lists.server.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CompanyDetails } from '#app/views/companies/company-details.tsx'
import { CompanyStatus } from '#app/views/companies/company-status.tsx'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { PeopleTable } from '#app/views/companies/people-table.tsx'
import { InvitationTable } from '#app/views/invitations/invitation-table.tsx'
import { invitationRow } from '#app/views/invitations/invitation-view.server.ts'

export const handle: PageHandle = { title: (data) => (data as { name: string }).name }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const { invitations } = await listInvitations(ctx, { companyId: company.id, state: 'waiting' })
  const people = await listPeopleOfCompany(ctx, company.id)
  return {
    id: company.id,
    name: company.name,
    bin: company.bin,
    externalCode: company.external_code,
    contractNumber: company.contract_number,
    contractDate: company.contract_date,
    email: company.email,
    phone: company.phone,
    city: company.city,
    locale: company.locale,
    closedAt: company.closed_at && almatyWallClock(company.closed_at),
    people: people.map((person) => ({ ...person, memberSince: almatyWallClock(person.memberSince) })),
    invitations: invitations.map(invitationRow),
    mayEdit: may(ctx.actor, 'edit_companies'),
    mayInvite: may(ctx.actor, 'invite_clients'),
    mayClose: may(ctx.actor, 'close_companies'),
  }
}

export default function Company() {
  const company = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, name, closedAt, email } = company
  const invite = `/admin/invitations/new?companyId=${id}${email && company.people.length === 0 ? `&email=${encodeURIComponent(email)}` : ''}`
  return (
    <>
      <PageHead title={name} crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}>
        {company.mayEdit ? (
          <a className="btn" href={`/admin/companies/${id}/edit`}>
            {t('common:action.edit')}
          </a>
        ) : null}
        {company.mayInvite && !closedAt ? (
          <a className="btn btn-primary" href={invite}>
            {t('companies:invite')}
          </a>
        ) : null}
      </PageHead>
      <CompanyTabs id={id} current="about" />
      <CompanyDetails company={company} />
      <section className="stack">
        <h2>{t('companies:people')}</h2>
        {company.people.length > 0 ? (
          <PeopleTable people={company.people} />
        ) : (
          <p className="quiet">{t('companies:noPeople')}</p>
        )}
      </section>
      {company.invitations.length > 0 ? (
        <section className="stack">
          <h2>{t('invitations:title')}</h2>
          <InvitationTable invitations={company.invitations} />
        </section>
      ) : null}
      {company.mayClose ? <CompanyStatus id={id} name={name} closed={closedAt !== null} /> : null}
    </>
  )
}
