import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { listContracts } from '#app/domain/contracts/contracts.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { ContractTable } from '#app/views/contracts/contract-list.tsx'
import { contractView } from '#app/views/contracts/contract-view.server.ts'

export const handle: PageHandle = { title: 'contracts:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const rows = await listContracts(ctx, asCompanyId(id))
  return {
    id,
    name,
    rows: rows.map((row) => contractView(row, ctx.now)),
    mayEdit: may(ctx.actor, 'edit_contracts'),
  }
}

export default function Contracts() {
  const { id, name, rows, mayEdit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const path = `/admin/companies/${id}/contracts`
  const create = { label: t('contracts:new'), href: `${path}/new`, isMain: true }
  const next = mayEdit ? create : t('admin:viewOnly')
  return (
    <>
      <PageHead title={name} crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}>
        <NextButton next={next} />
      </PageHead>
      <CompanyTabs id={id} current="contracts" />
      {rows.length > 0 ? (
        <ContractTable rows={rows} path={path} />
      ) : (
        <EmptyState title={t('contracts:empty.title')} next={next}>
          {t('contracts:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
