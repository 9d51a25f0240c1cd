import * as invoices from '#app/domain/documents/invoices.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const seers = [...clientRoles, ...readers]

export const file: MatrixFile = {
  rows: [
    {
      verb: 'issueInvoice',
      may: ['administrator', 'operator'],
      call: (ctx) => {
        const order = { id: NOWHERE, contractId: NOWHERE, pricedOn: '2026-11-22', lines: [] }
        return invoices.issueInvoice(ctx, { ...order, companyId: companyOf(ctx) })
      },
    },
    {
      verb: 'findInvoiceOf',
      may: seers,
      call: (ctx) => invoices.findInvoiceOf(ctx, companyOf(ctx), NOWHERE),
    },
    { verb: 'findInvoice', may: seers, call: (ctx) => invoices.findInvoice(ctx, companyOf(ctx), NOWHERE) },
  ],
  steps: {},
}
