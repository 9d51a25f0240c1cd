import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CouponFacts, CouponStanding } from '#app/components/coupon-parts.tsx'
import { History } from '#app/components/history.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { Panel } from '#app/components/panel.tsx'
import { TransactionTable } from '#app/components/transaction-list.tsx'
import { useWords } from '#app/components/words.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { couponWords } from '#app/domain/products/fuel-words.ts'
import { lastTransactions } from '#app/domain/transactions/transactions.server.ts'
import { couponView } from '#app/web/coupon-views.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'
import { historyRows } from '#app/web/history-rows.server.ts'
import { transactionRow } from '#app/web/transaction-views.server.ts'

export const handle: PageHandle = { title: 'coupons:one' }

/** What support needs when a coupon was refused at the pump; its QR code is the client's alone. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const company = await findCompany(ctx, positiveId(params.id))
  const companyId = asCompanyId(company.id)
  const coupon = await findCoupon(ctx, companyId, positiveId(params.couponId))
  const transactions = await lastTransactions(ctx, companyId, { coupon: coupon.id }, 10)
  const base = `/admin/companies/${company.id}`
  return {
    base,
    companyName: company.name,
    coupon: couponView(ctx, coupon),
    transactions: transactions.map((transaction) => transactionRow(transaction, base)),
    history: historyRows(coupon.history),
  }
}

export default function CompanyCoupon() {
  const { base, companyName, coupon, transactions, history } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('companies:title'), href: '/admin/companies' },
    { label: companyName, href: `${base}/coupons` },
  ]
  return (
    <>
      <PageHead title={t('coupons:numbered', { number: coupon.number })} crumbs={crumbs} />
      <div className="stack">
        <CouponStanding coupon={coupon} forStaff />
        <div className="columns">
          <CouponFacts coupon={coupon} />
          <History rows={history} states={couponWords(t)} />
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
