import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { BlockPanel } from '#app/ui/form/block-form.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { cardBlockQuestion } from '#app/views/cards/card-block.ts'
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

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { companyId } = ctx.actor
  const card = await findCard(ctx, companyId, id)
  const transactions = await lastTransactions(ctx, companyId, { card: id }, 10)
  const mayBlock = may(ctx.actor, 'block_cards')
  return {
    card: cardView(card),
    canBlock: mayBlock && card.canBlock,
    canUnblock: mayBlock && card.canUnblock,
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    history: historyRows(card.history),
  }
}

export default function Card() {
  const { card, canBlock, canUnblock, transactions, history } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, name: number, state } = card
  const states = cardStatusLabels(t)
  return (
    <>
      <PageHead
        title={t('cards:numbered', { number })}
        crumbs={[{ label: t('cards:title'), href: '/cards' }]}
        lead={[card.holder, card.plate].filter(Boolean).join(', ')}
        badge={
          <StatusBadge of="card" state={state}>
            {states[state]}
          </StatusBadge>
        }
      />
      <div className="stack">
        <div className="columns">
          <div className="stack">
            <CardStatus card={card} />
            {canBlock ? (
              <BlockPanel question={cardBlockQuestion(t, 'block', number)} href={`/cards/${id}`} />
            ) : null}
            {canUnblock ? (
              <BlockPanel question={cardBlockQuestion(t, 'unblock', number)} href={`/cards/${id}`} />
            ) : null}
            <CardLimits card={card} />
            <CardFacts card={card} />
          </div>
          <History rows={history} states={states} />
        </div>
        {transactions.length > 0 ? (
          <Panel
            title={t('cards:lastTransactions')}
            action={<a href={`/transactions?card=${id}`}>{t('common:action.showAll')}</a>}
            flush
          >
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
      </div>
    </>
  )
}
