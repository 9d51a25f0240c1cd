import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CardFacts, CardLimits, CardStanding } from '#app/components/card-parts.tsx'
import { History } from '#app/components/history.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { TransactionTable } from '#app/components/transaction-list.tsx'
import { useWords } from '#app/components/words.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { cardWords } from '#app/domain/products/fuel-words.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { cardView } from '#app/web/card-views.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'
import { historyRows } from '#app/web/history-rows.server.ts'
import { transactionRow } from '#app/web/transaction-views.server.ts'

export const handle: PageHandle = { title: 'cards:one' }

/** What support needs when a card was refused at the pump. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const companyId = asCompanyId(company.id)
  const card = await findCard(ctx, companyId, positiveId(params.cardId))
  const transactions = await lastTransactions(ctx, companyId, { card: card.id }, 10)
  const base = `/admin/companies/${company.id}`
  return {
    base,
    companyName: company.name,
    card: cardView(card, base),
    transactions: transactions.map((transaction) => transactionRow(transaction, base)),
    history: historyRows(card.history),
  }
}

export default function CompanyCard() {
  const { base, companyName, card, transactions, history } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('companies:title'), href: '/admin/companies' },
    { label: companyName, href: `${base}/cards` },
  ]
  return (
    <>
      <PageHead
        title={t('cards:numbered', { number: card.name })}
        crumbs={crumbs}
        lead={[card.holder, card.plate].filter(Boolean).join(', ')}
      />
      <div className="stack">
        <CardStanding card={card} forStaff />
        <div className="columns">
          <CardFacts card={card} />
          <div className="stack">
            <CardLimits card={card} />
            <History rows={history} states={cardWords(t)} />
          </div>
        </div>
        {transactions.length > 0 ? (
          <Panel
            title={t('cards:lastTransactions')}
            action={<a href={`${base}/transactions?card=${card.id}`}>{t('common:action.showAll')}</a>}
            flush
          >
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
      </div>
    </>
  )
}
