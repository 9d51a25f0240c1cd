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
import { EmptyState, NothingFound } from '#app/ui/list/empty-state.tsx'
import { FilterBar, SearchField } from '#app/ui/list/filter-bar.tsx'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import { Pagination } from '#app/ui/list/pagination.tsx'
import { CompanyTable, type ListedCompany } from '#app/views/companies/company-table.tsx'

export const handle: PageHandle = { title: 'companies:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const url = new URL(request.url)
  const filter = CompanyFilter.parse(queryOf(url))
  const { companies, nextCursor } = await listCompaniesAcross(ctx, filter)
  return {
    companies: companies.map(listed),
    filter,
    mayEdit: may(ctx.actor, 'edit_companies'),
    mayInvite: may(ctx.actor, 'invite_clients'),
    ...pageHrefs(url, { cursor: filter.cursor, nextCursor }),
  }
}

function listed(
  company: Awaited<ReturnType<typeof listCompaniesAcross>>['companies'][number],
): ListedCompany {
  return {
    id: company.id,
    bin: company.bin,
    name: company.name,
    contract: company.contract_number ?? '',
    city: company.city ?? '',
    email: company.email ?? '',
    closed: company.closed_at !== null,
    people: Number(company.people),
    waiting: Number(company.waiting),
  }
}

export default function Companies() {
  const { companies, filter, mayEdit, mayInvite, firstHref, nextHref } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { q, status, people } = filter
  const isFiltered = Boolean(q || status || people)
  const create = mayEdit ? (
    <a className="btn btn-primary" href="/admin/companies/new">
      {t('companies:new')}
    </a>
  ) : null
  return (
    <>
      <PageHead title={t('companies:title')}>{create}</PageHead>
      <FilterBar
        values={{ q, status, people }}
        count={[status, people].filter(Boolean).length}
        search={<SearchField label={t('common:field.search')} by={t('companies:searchHint')} />}
      >
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
      </FilterBar>
      {companies.length > 0 ? (
        <CompanyTable
          companies={companies}
          nonce={mayInvite ? formNonce : null}
          bar={<Pagination previousHref={firstHref} nextHref={nextHref} />}
        />
      ) : isFiltered ? (
        <NothingFound clearHref="/admin/companies" />
      ) : (
        <EmptyState title={t('companies:empty.title')} action={create}>
          {t('companies:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
