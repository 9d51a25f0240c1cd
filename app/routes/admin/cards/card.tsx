import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { AskedNote } from '#app/ui/feedback/asked-note.tsx'
import { BlockPanel } from '#app/ui/form/block-form.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { declineOf } from '#app/views/authorizations/decline-view.server.ts'
import { declineRow, readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { LastDeclines } from '#app/views/authorizations/last-declines.tsx'
import { CardGroupPanel } from '#app/views/card-rules/card-group-panel.tsx'
import { CardRulePanel } from '#app/views/card-rules/card-rule-panel.tsx'
import { groupSummary, ruleSummary } from '#app/views/card-rules/rule-view.server.ts'
import { cardBlockQuestion } from '#app/views/cards/card-block.ts'
import { CardFacts } from '#app/views/cards/card-facts.tsx'
import { cardStatusLabels } from '#app/views/cards/card-labels.ts'
import { CardLimits } from '#app/views/cards/card-limits.tsx'
import { CardStatus } from '#app/views/cards/card-status.tsx'
import { cardView } from '#app/views/cards/card-view.server.ts'
import { blockForClient } from '#app/views/companies/block-for-client.ts'
import { History } from '#app/views/history/history.tsx'
import { historyRows } from '#app/views/history/history-view.server.ts'
import { SuspicionNote } from '#app/views/signals/suspicion-note.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'
import { joined } from '#locales/isolated.ts'

export const handle: PageHandle = { title: 'cards:one' }

/** What support needs when a card was refused at the pump. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const companyId = asCompanyId(company.id)
  const card = await findCard(ctx, companyId, positiveId(params.cardId))
  const transactions = await lastTransactions(ctx, companyId, { card: card.id }, 10)
  const declines = await lastDeclines(ctx, companyId, { card: card.id })
  const reader = await readerOf(ctx)
  const base = `/admin/companies/${company.id}`
  return {
    base,
    companyName: company.name,
    card: cardView(card, base),
    decline: declineOf(card.decision, ctx.locale, reader.products),
    declines: declines.map((declined) => declineRow(declined, reader)),
    transactions: transactions.map((transaction) => transactionRow(transaction, base)),
    rule: card.rule && ruleSummary(card.rule),
    group: card.group && groupSummary(card.group),
    mayBlock: may(ctx.actor, 'block_for_clients'),
    ...{ canBlock: card.canBlock, canUnblock: card.canUnblock },
    suspicion: card.suspicion,
    maySuspect: may(ctx.actor, 'mark_suspects'),
    history: historyRows(card.history),
  }
}

export default function CompanyCard() {
  const { base, companyName, card, decline, transactions, declines, history, ...staff } =
    useLoaderData<typeof loader>()
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
        lead={joined([card.holder, card.plate])}
      >
        <a className="btn" href={`/check?card=${card.id}`}>
          {t('common:menu.check')}
        </a>
      </PageHead>
      <div className="stack">
        <CardStatus card={card} decline={decline} forStaff />
        {card.asked?.isInsteadOfState ? null : <AskedNote asked={card.asked} />}
        <div className="columns">
          <CardFacts card={card} />
          <div className="stack">
            <CardLimits card={card} />
            {staff.rule ? <CardRulePanel rule={staff.rule} /> : null}
            <CardGroupPanel group={staff.group} />
            <History rows={history} isAsked={card.asked !== null} states={cardStatusLabels(t)} forStaff />
          </div>
        </div>
        <LastDeclines rows={declines} href={`/admin/refusals?card=${card.id}`} ofOne />
        {transactions.length > 0 ? (
          <Panel
            title={t('cards:lastTransactions')}
            action={<a href={`${base}/transactions?card=${card.id}`}>{t('common:action.showAll')}</a>}
            flush
          >
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
        {staff.mayBlock && (staff.canBlock || staff.canUnblock) ? (
          <BlockPanel
            question={blockForClient(
              t,
              cardBlockQuestion(t, staff.canBlock ? 'block' : 'unblock', card.name, card.reach),
            )}
            href={`${base}/cards/${card.id}`}
          />
        ) : null}
        <SuspicionNote
          href={`${base}/cards/${card.id}`}
          reason={staff.suspicion}
          mayMark={staff.maySuspect}
        />
      </div>
    </>
  )
}
