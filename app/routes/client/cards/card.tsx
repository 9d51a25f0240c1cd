import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { type CardDetails, findCard } from '#app/domain/cards/cards.server.ts'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import type { Actor } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { AskedNote } from '#app/ui/feedback/asked-note.tsx'
import { Live } from '#app/ui/layout/live.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { AskedBadge } from '#app/ui/list/asked-badge.tsx'
import { badges, StatusBadge } from '#app/ui/list/status-badge.tsx'
import { AssignedPanel } from '#app/views/assignments/assigned-panel.tsx'
import { assignmentsView } from '#app/views/assignments/assignment-view.server.ts'
import { declineOf } from '#app/views/authorizations/decline-view.server.ts'
import { declineRow, readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { LastDeclines } from '#app/views/authorizations/last-declines.tsx'
import { CardGroupPanel } from '#app/views/card-rules/card-group-panel.tsx'
import { CardRulePanel } from '#app/views/card-rules/card-rule-panel.tsx'
import { groupSummary, ruleSummary } from '#app/views/card-rules/rule-view.server.ts'
import { CardActions } from '#app/views/cards/card-actions.tsx'
import { CardBlocking } from '#app/views/cards/card-blocking.tsx'
import { CardFacts } from '#app/views/cards/card-facts.tsx'
import { cardStatusLabels } from '#app/views/cards/card-labels.ts'
import { CardLimits } from '#app/views/cards/card-limits.tsx'
import { CardStatus } from '#app/views/cards/card-status.tsx'
import { cardView } from '#app/views/cards/card-view.server.ts'
import { History } from '#app/views/history/history.tsx'
import { historyRows } from '#app/views/history/history-view.server.ts'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'
import { joined } from '#locales/isolated.ts'

export const handle: PageHandle = { title: 'cards:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const { companyId } = ctx.actor
  const card = await findCard(ctx, companyId, id)
  const transactions = await lastTransactions(ctx, companyId, { card: id }, 10)
  const declines = await lastDeclines(ctx, companyId, { card: id })
  const reader = await readerOf(ctx)
  return {
    card: cardView(card),
    decline: declineOf(card.decision, ctx.locale, reader.products),
    ...deedsOf(ctx.actor, card),
    rule: card.rule && ruleSummary(card.rule),
    assigned: assignmentsView(await listAssignments(ctx, companyId, { kind: 'card', id })),
    group: card.group && groupSummary(card.group),
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    declines: declines.map((declined) => declineRow(declined, reader)),
    history: historyRows(card.history),
  }
}

/** What this person may do with the card as it is. */
function deedsOf(actor: Actor, card: CardDetails) {
  const mayBlock = may(actor, 'block_cards')
  return {
    canBlock: mayBlock && card.canBlock,
    canUnblock: mayBlock && card.canUnblock,
    // The PIN of a card that is processed elsewhere is kept there; one from before can be removed.
    maySetPin: may(actor, 'manage_card_pins') && (!card.atProcessor || card.pin !== 'none'),
    maySetRule: may(actor, 'manage_card_rules'),
    mayReportLost: may(actor, 'report_cards_lost') && card.state !== 'lost',
    mayAskIssuer: may(actor, 'send_service_requests'),
    mayAssign: may(actor, 'manage_fleet'),
  }
}

export default function Card() {
  const { card, decline, canBlock, canUnblock, maySetPin, ...more } = useLoaderData<typeof loader>()
  const { maySetRule, mayAskIssuer, mayReportLost, rule, assigned, mayAssign } = more
  const { group, transactions, declines, history } = more
  const { t } = useWords()
  const { id, name: number, state } = card
  const states = cardStatusLabels(t)
  return (
    <>
      <PageHead
        title={t('cards:numbered', { number })}
        crumbs={[{ label: t('cards:title'), href: '/cards' }]}
        lead={joined([
          assigned.driver.current?.name ?? card.holder,
          assigned.vehicle.current?.name ?? card.plate,
        ])}
        live={<Live of={`card:${id}`} />}
        badge={
          card.asked?.label ? (
            <AskedBadge asked={card.asked} badge={badges.card[state]}>
              {states[state]}
            </AskedBadge>
          ) : (
            <StatusBadge of="card" state={state}>
              {states[state]}
            </StatusBadge>
          )
        }
      >
        <CardActions mayBlock={canBlock || canUnblock} pin={card.pin} {...{ id, maySetPin, mayAskIssuer }} />
      </PageHead>
      <div className="stack">
        <div className="columns">
          <div className="stack">
            <CardStatus card={card} decline={decline} />
            {card.asked?.isInsteadOfState ? null : <AskedNote asked={card.asked} />}
            <CardLimits card={card} />
            <Part of="rules">
              <CardRulePanel rule={rule} href={maySetRule ? `/cards/${id}/rule` : undefined} />
            </Part>
            <Part of="fleet">
              <AssignedPanel assigned={assigned} href={mayAssign ? `/cards/${id}/assignment` : undefined} />
            </Part>
            <Part of="rules">
              <CardGroupPanel group={group} href={maySetRule ? `/cards/${id}/group` : undefined} />
            </Part>
            <CardFacts card={card} />
            <CardBlocking {...{ card, canBlock, canUnblock, mayReportLost }} />
          </div>
          <History rows={history} isAsked={card.asked !== null} states={states} />
        </div>
        <LastDeclines rows={declines} href={`/refusals?card=${id}`} ofOne />
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
