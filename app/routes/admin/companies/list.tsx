import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CompanyFilter } from '#app/domain/companies/companies.input.server.ts'
import { listCompaniesAcross } from '#app/domain/companies/companies.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Select } from '#app/ui/form/select.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { CompanyTable } from '#app/views/companies/company-table.tsx'
import { companyRow } from '#app/views/companies/company-view.server.ts'

export const handle: PageHandle = { title: 'companies:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = CompanyFilter.parse(queryOf(url))
  const { companies, total, ...page } = await listCompaniesAcross(ctx, filter)
  return {
    companies: companies.map((company) => companyRow(company, ctx.now)),
    total: { ...total, shown: companies.length },
    filter,
    mayEdit: may(ctx.actor, 'edit_companies'),
    mayInvite: may(ctx.actor, 'invite_clients'),
    ...pageHrefs(url, page),
  }
}

export default function Companies() {
  const { companies, total, filter, mayEdit, mayInvite, previousHref, nextHref } =
    useLoaderData<typeof loader>()
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { q, status, people } = filter
  const create = { label: t('companies:new'), href: '/admin/companies/new', isMain: true }
  const next = mayEdit ? create : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('companies:title')}>
        <NextButton next={next} />
      </PageHead>
      <FilteredList
        path="/admin/companies"
        filter={{ q, status, people }}
        {...{ total, previousHref, nextHref }}
        searchHint={t('companies:searchHint')}
        applied={[
          {
            name: 'status',
            label: t('common:field.status'),
            value: status && t(`companies:status.${status}`),
          },
          {
            name: 'people',
            label: t('companies:people'),
            value: people && t(`companies:peopleState.${people}`),
          },
        ]}
        fields={
          <>
            <Select
              name="status"
              label={t('common:field.status')}
              empty={t('common:filter.all')}
              options={[
                { value: 'open', label: t('companies:status.open') },
                { value: 'closed', label: t('companies:status.closed') },
              ]}
            />
            <Select
              name="people"
              label={t('companies:people')}
              empty={t('common:filter.all')}
              options={[
                { value: 'none', label: t('companies:peopleState.none') },
                { value: 'invited', label: t('companies:peopleState.invited') },
                { value: 'has_people', label: t('companies:peopleState.has_people') },
              ]}
            />
          </>
        }
        hasRows={companies.length > 0}
        empty={
          <EmptyState title={t('companies:empty.title')} next={next}>
            {t('companies:empty.text')}
          </EmptyState>
        }
      >
        {(bar) => <CompanyTable companies={companies} nonce={mayInvite ? formNonce : null} bar={bar} />}
      </FilteredList>
    </>
  )
}
