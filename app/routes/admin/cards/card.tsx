import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { CardFacts } from '#app/views/cards/card-facts.tsx'
import { cardStatusLabels } from '#app/views/cards/card-labels.ts'
import { CardLimits } from '#app/views/cards/card-limits.tsx'
import { CardStatus } from '#app/views/cards/card-status.tsx'
import { cardView } from '#app/views/cards/card-view.server.ts'
import { History } from '#app/views/history/history.tsx'
import { historyRows } from '#app/views/history/history-view.server.ts'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'

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
        <CardStatus card={card} forStaff />
        <div className="columns">
          <CardFacts card={card} />
          <div className="stack">
            <CardLimits card={card} />
            <History rows={history} states={cardStatusLabels(t)} />
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
