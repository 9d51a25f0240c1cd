import { companiesWithBins } from '#app/domain/companies/company-register.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { payableOrderStatuses } from '#app/domain/orders/orders.ts'
import {
  type OpenInvoiceRow,
  selectOpenInvoicesByNumbers,
  selectOpenInvoicesOf,
} from '#db/queries/payments/open-invoices.ts'
import type { PaymentRow } from '#db/queries/payments/payments.ts'
import type { Client, MatchedPayment, MatchFacts, OpenInvoice } from './matching.ts'
import { readPurpose } from './purpose.ts'

/** Of all the companies of one look-up: beyond it nobody knows which invoice of a client is the only one. */
const MAX_INVOICES = 5_000

/** A step of matching: what is to be known of several payments at once. @param max invoices of their payers */
export async function factsOf(
  ctx: Context,
  payments: readonly PaymentRow[],
  max = MAX_INVOICES,
): Promise<MatchFacts> {
  const purposes = payments.map(({ purpose }) => readPurpose(purpose))
  const bins = payments.flatMap(({ payer_bin: bin }) => (bin === null ? [] : [bin]))
  const said = purposes.flatMap((purpose) => purpose.bins)
  const clients = (await companiesWithBins(ctx.db, [...new Set([...bins, ...said])])).map(clientOf)
  const numbers = new Set(purposes.flatMap(({ invoices }) => invoices.map(({ number }) => number)))
  const year = Number(businessDay(ctx.now).slice(0, 4))
  const ids = clients.map(({ id }) => id)
  const named = await selectOpenInvoicesByNumbers(
    ctx.db,
    [...numbers],
    [year - 1, year],
    payableOrderStatuses,
  )
  const own = await selectOpenInvoicesOf(ctx.db, ids, payableOrderStatuses, max + 1)
  const rows = [...named, ...own.slice(0, max)]
  const invoices = new Map(rows.map((row) => [row.order_id, invoiceOf(row)]))
  return { clients, invoices: [...invoices.values()], isCut: own.length > max }
}

/** A payment as matching sees it: what is left of it. */
export function matchedOf({ amount, credited, payer_bin, purpose }: PaymentRow): MatchedPayment {
  return { amount: amount - credited, payerBin: payer_bin, purpose }
}

function clientOf({ id, bin, name }: { id: number; bin: string; name: string }): Client {
  return { id, bin, name }
}

function invoiceOf(row: OpenInvoiceRow): OpenInvoice {
  const { order_id: orderId, company_id: companyId, bin, number, issued_on: issuedOn } = row
  return { orderId, companyId, bin, number, issuedOn, left: Number(row.amount_left) }
}
