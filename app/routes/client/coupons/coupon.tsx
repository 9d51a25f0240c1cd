import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { formatVolume } from '#app/domain/kernel/format.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { BlockPanel } from '#app/ui/form/block-form.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { couponBlockQuestion } from '#app/views/coupons/coupon-block.ts'
import { CouponFacts } from '#app/views/coupons/coupon-facts.tsx'
import { couponStatusLabels } from '#app/views/coupons/coupon-labels.ts'
import { CouponStatus } from '#app/views/coupons/coupon-status.tsx'
import { couponView, qrReadiness } from '#app/views/coupons/coupon-view.server.ts'
import { QrRequest } from '#app/views/coupons/qr-request.tsx'
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
  const mayBlock = may(ctx.actor, 'block_coupons')
  return {
    coupon: couponView(ctx, coupon),
    qr: qrReadiness(ctx, coupon),
    canBlock: mayBlock && coupon.canBlock,
    canUnblock: mayBlock && coupon.canUnblock,
    transactions: transactions.map((transaction) => transactionRow(transaction)),
    history: historyRows(coupon.history),
  }
}

export default function Coupon() {
  const { coupon, qr, canBlock, canUnblock, transactions, history } = useLoaderData<typeof loader>()
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { id, number, state } = coupon
  const states = couponStatusLabels(t)
  return (
    <>
      <PageHead
        title={t('coupons:numbered', { number })}
        crumbs={[{ label: t('coupons:title'), href: '/coupons' }]}
        lead={`${fuels.nameOf(coupon.product)}, ${formatVolume(coupon.volume, locale)}`}
        badge={
          <StatusBadge of="coupon" state={state}>
            {states[state]}
          </StatusBadge>
        }
      />
      <div className="stack">
        <div className="columns">
          <div className="stack">
            <CouponStatus coupon={coupon} />
            {qr ? <QrRequest id={id} readiness={qr} /> : null}
            <CouponFacts coupon={coupon} />
            {canBlock ? (
              <BlockPanel question={couponBlockQuestion(t, 'block', number)} href={`/coupons/${id}`} />
            ) : null}
            {canUnblock ? (
              <BlockPanel question={couponBlockQuestion(t, 'unblock', number)} href={`/coupons/${id}`} />
            ) : null}
          </div>
          <History rows={history} states={states} />
        </div>
        {transactions.length > 0 ? (
          <Panel title={t('transactions:title')} flush>
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
      </div>
    </>
  )
}
