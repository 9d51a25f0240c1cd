import type { LoaderFunctionArgs } from '@remix-run/node'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { findAnyOrder } from '#app/domain/orders/orders.server.ts'
import { paperResponse } from '#app/http/server/file-response.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { invoiceFile } from '#app/views/documents/invoice-file.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, company_id: companyId } = await findAnyOrder(ctx, positiveId(params.id))
  return paperResponse(request, invoiceFile(await findInvoice(ctx, asCompanyId(companyId), id)))
}
