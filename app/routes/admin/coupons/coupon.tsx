import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
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
import { blockForClient } from '#app/views/companies/block-for-client.ts'
import { couponBlockQuestion } from '#app/views/coupons/coupon-block.ts'
import { CouponFacts } from '#app/views/coupons/coupon-facts.tsx'
import { couponStatusLabels } from '#app/views/coupons/coupon-labels.ts'
import { CouponStatus } from '#app/views/coupons/coupon-status.tsx'
import { couponView } from '#app/views/coupons/coupon-view.server.ts'
import { History } from '#app/views/history/history.tsx'
import { historyRows } from '#app/views/history/history-view.server.ts'
import { SuspicionNote } from '#app/views/signals/suspicion-note.tsx'
import { TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { transactionRow } from '#app/views/transactions/transaction-view.server.ts'

export const handle: PageHandle = { title: 'coupons:one' }

/** What support needs when a coupon was refused at the pump; its QR code is the client's alone. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const companyId = asCompanyId(company.id)
  const coupon = await findCoupon(ctx, companyId, positiveId(params.couponId))
  const transactions = await lastTransactions(ctx, companyId, { coupon: coupon.id }, 10)
  const declines = await lastDeclines(ctx, companyId, { coupon: coupon.id })
  const reader = await readerOf(ctx)
  const base = `/admin/companies/${company.id}`
  return {
    base,
    companyName: company.name,
    coupon: couponView(ctx, coupon),
    decline: declineOf(coupon.decision, ctx.locale, reader.products),
    declines: declines.map((declined) => declineRow(declined, reader)),
    transactions: transactions.map((transaction) => transactionRow(transaction, base)),
    mayBlock: may(ctx.actor, 'block_for_clients'),
    canBlock: coupon.canBlock,
    canUnblock: coupon.canUnblock,
    suspicion: coupon.suspicion,
    maySuspect: may(ctx.actor, 'mark_suspects'),
    history: historyRows(coupon.history),
  }
}

export default function CompanyCoupon() {
  const { base, companyName, coupon, decline, transactions, declines, history, ...staff } =
    useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('companies:title'), href: '/admin/companies' },
    { label: companyName, href: `${base}/coupons` },
  ]
  return (
    <>
      <PageHead title={t('coupons:numbered', { number: coupon.number })} crumbs={crumbs}>
        <a className="btn" href={`/check?coupon=${coupon.id}`}>
          {t('common:menu.check')}
        </a>
      </PageHead>
      <div className="stack">
        <CouponStatus coupon={coupon} decline={decline} forStaff />
        {coupon.asked?.isInsteadOfState ? null : <AskedNote asked={coupon.asked} />}
        <div className="columns">
          <CouponFacts coupon={coupon} />
          <History rows={history} isAsked={coupon.asked !== null} states={couponStatusLabels(t)} forStaff />
        </div>
        <LastDeclines rows={declines} href={`/admin/refusals?coupon=${coupon.id}`} ofOne />
        {transactions.length > 0 ? (
          <Panel title={t('transactions:title')} flush>
            <TransactionTable rows={transactions} ofOne />
          </Panel>
        ) : null}
        {staff.mayBlock && (staff.canBlock || staff.canUnblock) ? (
          <BlockPanel
            question={blockForClient(
              t,
              couponBlockQuestion(t, staff.canBlock ? 'block' : 'unblock', coupon.number, coupon.reach),
            )}
            href={`${base}/coupons/${coupon.id}`}
          />
        ) : null}
        <SuspicionNote
          href={`${base}/coupons/${coupon.id}`}
          reason={staff.suspicion}
          mayMark={staff.maySuspect}
        />
      </div>
    </>
  )
}
