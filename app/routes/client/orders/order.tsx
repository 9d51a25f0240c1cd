import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findInvoiceOf } from '#app/domain/documents/invoices.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { findOrder } from '#app/domain/orders/orders.server.ts'
import { canCancel } from '#app/domain/orders/orders.ts'
import { requireClientOfOrder } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { InvoiceLink } from '#app/views/documents/invoice-link.tsx'
import { IssuedPanel } from '#app/views/orders/issued-panel.tsx'
import { CancelPanel, SendPanel } from '#app/views/orders/order-acts.tsx'
import { OrderFacts } from '#app/views/orders/order-facts.tsx'
import { OrderNext } from '#app/views/orders/order-next.tsx'
import { orderView } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  const order = orderView(await findOrder(ctx, ctx.actor.companyId, id))
  const invoice = await findInvoiceOf(ctx, ctx.actor.companyId, id)
  return { order, invoice: invoice?.content.number ?? null, maySend: may(ctx.actor, 'send_orders') }
}

export default function Order() {
  const { order, invoice, maySend } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { id, status } = order
  return (
    <>
      <PageHead
        title={t('orders:numbered', { number: String(id) })}
        crumbs={[{ label: t('orders:title'), href: '/orders' }]}
        badge={
          <StatusBadge of="order" state={status}>
            {t(`orders:status.${status}`)}
          </StatusBadge>
        }
      >
        {invoice === null ? null : <InvoiceLink number={invoice} order={`/orders/${id}`} />}
        {status === 'draft' ? (
          <a className="btn" href={`/orders/${id}/edit`}>
            {t('common:action.edit')}
          </a>
        ) : (
          <a className="btn" href={`/orders/new?repeat=${id}`}>
            {t('orders:repeatThis')}
          </a>
        )}
      </PageHead>
      <div className="stack">
        <OrderNext order={order} hasInvoice={invoice !== null} />
        <OrderFacts order={order} />
        <IssuedPanel order={order} />
        {status === 'draft' && maySend ? <SendPanel order={order} /> : null}
        {status === 'draft' && !maySend ? <p className="quiet">{t('orders:proposed')}</p> : null}
        {canCancel(status) && maySend ? <CancelPanel id={id} action={`/orders/${id}/cancel`} /> : null}
      </div>
    </>
  )
}
