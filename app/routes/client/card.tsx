import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BlockPanel } from '#app/components/block-form.tsx'
import { CardFacts, CardLimits, CardStanding } from '#app/components/card-parts.tsx'
import { History } from '#app/components/history.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { useRoot } from '#app/components/root-data.ts'
import { StatusBadge } from '#app/components/status-badge.tsx'
import { TransactionTable } from '#app/components/transaction-list.tsx'
import { useWords } from '#app/components/words.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { cardWords } from '#app/domain/products/fuel-words.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { cardView } from '#app/web/card-views.server.ts'
import { requireClientOfCard } from '#app/web/client-things.server.ts'
import { positiveId } from '#app/web/guards.server.ts'
import { historyRows } from '#app/web/history-rows.server.ts'
import { transactionRow } from '#app/web/transaction-views.server.ts'

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
  const { formNonce } = useRoot()
  const { id, name: number, state } = card
  const states = cardWords(t)
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
            <CardStanding card={card} />
            {canBlock ? (
              <BlockPanel
                words={{
                  action: t('cards:block.action'),
                  title: t('cards:block.title', { number }),
                  consequence: t('cards:block.consequence'),
                }}
                action={`/cards/${id}/block`}
                nonce={formNonce}
              />
            ) : null}
            {canUnblock ? (
              <BlockPanel
                words={{
                  action: t('cards:unblock.action'),
                  title: t('cards:unblock.title', { number }),
                  consequence: t('cards:unblock.consequence'),
                }}
                action={`/cards/${id}/unblock`}
                nonce={formNonce}
                lifts
              />
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
