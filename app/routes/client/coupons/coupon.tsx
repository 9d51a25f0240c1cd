import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { AskedNote } from '#app/ui/feedback/asked-note.tsx'
import { BlockPanel } from '#app/ui/form/block-form.tsx'
import { Live } from '#app/ui/layout/live.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { Part } from '#app/ui/layout/part.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { AskedBadge } from '#app/ui/list/asked-badge.tsx'
import { couponVolume } from '#app/ui/list/coupon-volume.ts'
import { badges, StatusBadge } from '#app/ui/list/status-badge.tsx'
import { AssignedPanel } from '#app/views/assignments/assigned-panel.tsx'
import { assignmentsView } from '#app/views/assignments/assignment-view.server.ts'
import { declineOf } from '#app/views/authorizations/decline-view.server.ts'
import { declineRow, readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { LastDeclines } from '#app/views/authorizations/last-declines.tsx'
import { couponBlockQuestion } from '#app/views/coupons/coupon-block.ts'
import { CouponFacts } from '#app/views/coupons/coupon-facts.tsx'
import { couponStatusLabels } from '#app/views/coupons/coupon-labels.ts'
import { CouponStatus } from '#app/views/coupons/coupon-status.tsx'
import { canRenewCode, couponView, qrReadiness } from '#app/views/coupons/coupon-view.server.ts'
import { HandedPanel } from '#app/views/coupons/handed-panel.tsx'
import { handedView } from '#app/views/coupons/handed-view.server.ts'
import { NewCodePanel } from '#app/views/coupons/new-code-panel.tsx'
import { QrRequest } from '#app/views/coupons/qr-request.tsx'
import { ReturnPanel } from '#app/views/coupons/return-panel.tsx'
import { History } from '#app/views/history/history.tsx'
import { historyRows } from '#app/views/history/history-view.server.ts'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'coupons:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const { companyId } = ctx.actor
  const coupon = await findCoupon(ctx, companyId, id)
  const transactions = await lastTransactions(ctx, companyId, { coupon: id }, 10)
  const declines = await lastDeclines(ctx, companyId, { coupon: id })
  const reader = await readerOf(ctx)
  const assigned = assignmentsView(await listAssignments(ctx, companyId, { kind: 'coupon', id }))
  const mayBlock = may(ctx.actor, 'block_coupons')
  return {
    coupon: couponView(ctx, coupon),
    decline: declineOf(coupon.decision, ctx.locale, reader.products),
    qr: qrReadiness(ctx, coupon),
    canRenew: canRenewCode(ctx, coupon),
    hand: await handedView(ctx, companyId, coupon, assigned),
    canBlock: mayBlock && coupon.canBlock,
    canUnblock: mayBlock && coupon.canUnblock,
    assigned,
    mayAssign: may(ctx.actor, 'manage_fleet'),
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    declines: declines.map((declined) => declineRow(declined, reader)),
    history: historyRows(coupon.history),
  }
}

export default function Coupon() {
  const { coupon, decline, qr, canBlock, canUnblock, canRenew, ...more } = useLoaderData<typeof loader>()
  const { assigned, mayAssign, transactions, declines, history, hand } = more
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { id, number, state } = coupon
  const states = couponStatusLabels(t)
  return (
    <>
      <PageHead
        title={t('coupons:numbered', { number })}
        crumbs={[{ label: t('coupons:title'), href: '/coupons' }]}
        lead={`${fuels.nameOf(coupon.product)}, ${couponVolume(t, locale, coupon)}`}
        live={<Live of={`coupon:${id}`} />}
        badge={
          coupon.asked?.label ? (
            <AskedBadge asked={coupon.asked} badge={badges.coupon[state]}>
              {states[state]}
            </AskedBadge>
          ) : (
            <StatusBadge of="coupon" state={state}>
              {states[state]}
            </StatusBadge>
          )
        }
      >
        {canBlock || canUnblock ? (
          <a className="btn" href="#blocking">
            {t('common:blocking')}
          </a>
        ) : null}
        <a className="btn" href={`/check?coupon=${id}`}>
          {t('common:menu.check')}
        </a>
      </PageHead>
      <div className="stack">
        <div className="columns">
          <div className="stack">
            <CouponStatus coupon={coupon} decline={decline} />
            {coupon.asked?.isInsteadOfState ? null : <AskedNote asked={coupon.asked} />}
            {qr ? <QrRequest id={id} readiness={qr} /> : null}
            <Part of="handovers">
              <HandedPanel id={id} hand={hand} />
            </Part>
            <Part of="fleet">
              <AssignedPanel assigned={assigned} href={mayAssign ? `/coupons/${id}/assignment` : undefined} />
            </Part>
            <CouponFacts coupon={coupon} />
            <Part of="handovers">{hand.canReturn ? <ReturnPanel id={id} number={number} /> : null}</Part>
            {canBlock || canUnblock ? (
              <BlockPanel
                question={couponBlockQuestion(t, canBlock ? 'block' : 'unblock', number, coupon.reach)}
                href={`/coupons/${id}`}
              />
            ) : null}
            {canRenew ? <NewCodePanel id={id} number={number} /> : null}
          </div>
          <History rows={history} isAsked={coupon.asked !== null} states={states} />
        </div>
        <LastDeclines rows={declines} href={`/refusals?coupon=${id}`} ofOne />
        {transactions.length > 0 ? (
          <Panel title={t('transactions:title')} flush>
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
      </div>
    </>
  )
}
