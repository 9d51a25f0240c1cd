import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { AccountFilter } from '#app/domain/contract-account/account.input.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { AccountFigures } from '#app/views/contract-account/account-figures.tsx'
import { accountPage } from '#app/views/contract-account/account-page.server.ts'
import { EntryList } from '#app/views/contract-account/entry-list.tsx'
import { PromisePanel } from '#app/views/contract-account/promises.tsx'
import { StatementLink } from '#app/views/contract-account/statement-link.tsx'

export const handle: PageHandle = { title: 'contracts:account' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = AccountFilter.parse(queryOf(new URL(request.url)))
  const path = `/admin/companies/${id}/account`
  const page = await accountPage(ctx, asCompanyId(id), filter, { path, forStaff: true })
  return { id, name, page, mayBook: may(ctx.actor, 'book_entries') }
}

export default function CompanyAccount() {
  const { id, name, page, mayBook } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const path = `/admin/companies/${id}/account`
  const contracts = { label: t('contracts:title'), href: `/admin/companies/${id}/contracts` }
  return (
    <>
      <PageHead title={name} crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}>
        {page ? <StatementLink path={path} filter={page.entries.filter} /> : null}
        {page && mayBook ? (
          <>
            <a className="btn" href={`${path}/promise`}>
              {t('contract-account:promise')}
            </a>
            <a className="btn btn-primary" href={`${path}/new`}>
              {t('contract-account:book')}
            </a>
          </>
        ) : null}
      </PageHead>
      <CompanyTabs id={id} current="account" />
      {page ? (
        <div className="stack">
          <AccountFigures account={page.account} />
          <EntryList view={page.entries} path={path} next={t('contract-account:empty.staffNext')} />
          {mayBook ? <PromisePanel promises={page.account.promises} path={path} /> : null}
        </div>
      ) : (
        <EmptyState title={t('contract-account:notKept.title')} next={contracts}>
          {t('contract-account:notKept.text')}
        </EmptyState>
      )}
    </>
  )
}
