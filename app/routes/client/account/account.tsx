import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { AccountFilter } from '#app/domain/contract-account/account.input.server.ts'
import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { findContractInForce } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { currentSession, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { AccountFigures } from '#app/views/contract-account/account-figures.tsx'
import { accountPage } from '#app/views/contract-account/account-page.server.ts'
import { EntryList } from '#app/views/contract-account/entry-list.tsx'
import { StatementLink } from '#app/views/contract-account/statement-link.tsx'
import { ContractFacts } from '#app/views/contracts/contract-facts.tsx'
import { contractView } from '#app/views/contracts/contract-view.server.ts'

export const handle: PageHandle = { title: 'contracts:account' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const session = await currentSession(request, context)
  const company = session?.companies.find(({ id }) => id === companyId)
  const row = await findContractInForce(ctx, companyId)
  const filter = AccountFilter.parse(queryOf(new URL(request.url)))
  return {
    companyName: company?.name ?? '',
    contract: row && contractView(row, ctx.now),
    prices: row ? await contractPrices(ctx, companyId, row, businessDay(ctx.now)) : [],
    page: await accountPage(ctx, companyId, filter, { path: '/account', forStaff: false }),
  }
}

export default function Account() {
  const { companyName, contract, prices, page } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const lead = contract ? t('contracts:numbered', { number: contract.number }) : undefined
  return (
    <>
      <PageHead title={t('contracts:account')} lead={lead}>
        {page ? <StatementLink path="/account" filter={page.entries.filter} /> : null}
      </PageHead>
      <div className="stack">
        {page ? (
          <>
            <AccountFigures account={page.account} />
            <EntryList view={page.entries} path="/account" next={t('contract-account:empty.next')} />
          </>
        ) : null}
        {contract ? (
          <ContractFacts contract={contract} prices={prices} buyerName={companyName} />
        ) : (
          <EmptyState title={t('contracts:none.title')} next={t('contracts:none.next')}>
            {t('contracts:none.text')}
          </EmptyState>
        )}
      </div>
    </>
  )
}
