import type { LoaderFunctionArgs } from '@remix-run/node'
import { findInvoice } from '#app/domain/documents/invoices.server.ts'
import { paperResponse } from '#app/http/server/file-response.server.ts'
import { requireClientOfOrder } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { invoiceFile } from '#app/views/documents/invoice-file.server.ts'

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  return paperResponse(request, invoiceFile(await findInvoice(ctx, ctx.actor.companyId, id)))
}
