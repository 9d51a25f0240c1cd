import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { findContract } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { priceListChoices } from '#app/domain/prices/prices.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { ContractFacts } from '#app/views/contracts/contract-facts.tsx'
import { contractView } from '#app/views/contracts/contract-view.server.ts'

export const handle: PageHandle = { title: 'contracts:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const companyId = asCompanyId(company.id)
  const row = await findContract(ctx, companyId, positiveId(params.contractId))
  const list = (await priceListChoices(ctx)).find(({ id }) => id === row.price_list_id)
  return {
    company: { id: company.id, name: company.name },
    contract: contractView(row, ctx.now),
    prices: await contractPrices(ctx, companyId, row, businessDay(ctx.now)),
    priceList: list ? { name: list.name, href: `/admin/prices/${list.id}` } : null,
    mayEdit: may(ctx.actor, 'edit_contracts'),
  }
}

export default function Contract() {
  const { company, contract, prices, priceList, mayEdit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const list = `/admin/companies/${company.id}/contracts`
  const { number, status } = contract
  return (
    <>
      <PageHead
        title={t('contracts:numbered', { number })}
        crumbs={[
          { label: company.name, href: `/admin/companies/${company.id}` },
          { label: t('contracts:title'), href: list },
        ]}
        badge={
          <StatusBadge of="contract" state={status}>
            {t(`contracts:status.${status}`)}
          </StatusBadge>
        }
      >
        {mayEdit ? (
          <a className="btn" href={`${list}/${contract.id}/edit`}>
            {t('common:action.edit')}
          </a>
        ) : null}
      </PageHead>
      <div className="stack">
        <ContractFacts contract={contract} prices={prices} priceList={priceList} buyerName={company.name} />
      </div>
    </>
  )
}
