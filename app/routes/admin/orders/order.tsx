import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findInvoiceOf } from '#app/domain/documents/invoices.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { findAnyOrder, findOrder } from '#app/domain/orders/orders.server.ts'
import { awaitsPayment, canRefuse } from '#app/domain/orders/orders.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { InvoiceLink } from '#app/views/documents/invoice-link.tsx'
import { IssuedPanel } from '#app/views/orders/issued-panel.tsx'
import { CancelPanel } from '#app/views/orders/order-acts.tsx'
import { OrderFacts } from '#app/views/orders/order-facts.tsx'
import { orderView } from '#app/views/orders/order-view.server.ts'
import { PaymentForm } from '#app/views/orders/payment-form.tsx'

export const handle: PageHandle = { title: 'orders:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, company_id: companyId } = await findAnyOrder(ctx, positiveId(params.id))
  const order = orderView(await findOrder(ctx, asCompanyId(companyId), id))
  const invoice = await findInvoiceOf(ctx, asCompanyId(companyId), id)
  return {
    order,
    invoice: invoice?.content.number ?? null,
    today: businessDay(ctx.now),
    left: fileMoney(Math.max(0, order.total - order.paid)),
    mayManage: may(ctx.actor, 'manage_orders'),
  }
}

export default function Order() {
  const { order, invoice, today, left, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const nonce = useRoot().formNonce
  const { id, status, company, total } = order
  const path = `/admin/orders/${id}`
  const isDue = status === 'paid' || (status === 'invoiced' && total === 0)
  return (
    <>
      <PageHead
        title={t('orders:numbered', { number: String(id) })}
        crumbs={[
          { label: t('orders:title'), href: '/admin/orders' },
          { label: company.name, href: `/admin/companies/${company.id}` },
        ]}
        badge={
          <StatusBadge of="order" state={status}>
            {t(`orders:status.${status}`)}
          </StatusBadge>
        }
      >
        {invoice === null ? null : <InvoiceLink number={invoice} order={path} />}
        {mayManage && status === 'sent' ? (
          <PostButton action={`${path}/issue-invoice`} nonce={nonce} look="primary">
            {t('orders:invoice')}
          </PostButton>
        ) : null}
        {mayManage && isDue ? (
          <PostButton action={`${path}/issue`} nonce={nonce} look="primary">
            {t('orders:issue')}
          </PostButton>
        ) : null}
      </PageHead>
      <div className="stack">
        <OrderFacts order={order} />
        <IssuedPanel order={order} isStaff />
        {mayManage && awaitsPayment(status) && total > 0 ? (
          <PaymentForm id={id} today={today} left={left} />
        ) : null}
        {mayManage && canRefuse(status) ? <CancelPanel id={id} action={`${path}/refuse`} isStaff /> : null}
      </div>
    </>
  )
}
