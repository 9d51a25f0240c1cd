import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { findAnyOrder } from '#app/domain/orders/orders.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { InvoicePage } from '#app/views/documents/invoice-page.tsx'
import { invoiceView } from '#app/views/documents/invoice-view.server.ts'

export const handle: PageHandle = { title: 'documents:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, company_id: companyId, status } = await findAnyOrder(ctx, positiveId(params.id))
  return { invoice: invoiceView(ctx, await findInvoice(ctx, asCompanyId(companyId), id), status) }
}

export default function Invoice() {
  return <InvoicePage invoice={useLoaderData<typeof loader>().invoice} orders="/admin/orders" />
}
