import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { findOrder } from '#app/domain/orders/orders.server.ts'
import { requireClientOfOrder } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { InvoicePage } from '#app/views/documents/invoice-page.tsx'
import { invoiceView } from '#app/views/documents/invoice-view.server.ts'

export const handle: PageHandle = { title: 'documents:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  const { order } = await findOrder(ctx, ctx.actor.companyId, id)
  return { invoice: invoiceView(ctx, await findInvoice(ctx, ctx.actor.companyId, id), order.status) }
}

export default function Invoice() {
  return <InvoicePage invoice={useLoaderData<typeof loader>().invoice} orders="/orders" />
}
