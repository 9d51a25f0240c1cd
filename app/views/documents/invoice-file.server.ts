import { invoiceNumber } from '#app/domain/documents/invoice-content.ts'
import type { Invoice } from '#app/domain/documents/invoices.server.ts'
import type { PaperFile } from '#app/http/server/file-response.server.ts'
import { invoicePdf } from './invoice-pdf.server.ts'

/** The file: named so that a folder of them is in their order. */
export function invoiceFile(invoice: Invoice): PaperFile {
  const { content, digest } = invoice
  const name = `invoice-${content.issuedOn.slice(0, 4)}-${invoiceNumber(content.number)}`
  return { name, version: digest, draw: () => invoicePdf(invoice) }
}
